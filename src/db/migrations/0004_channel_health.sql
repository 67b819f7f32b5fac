ALTER TABLE "channel_accounts" ADD COLUMN "health" jsonb;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "health_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "outbox_ended_badly" ON "outbox" USING btree ("created_at") WHERE "outbox"."state" in ('failed', 'unknown');