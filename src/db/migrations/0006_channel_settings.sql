CREATE TABLE "early_statuses" (
	"account_id" bigint NOT NULL,
	"external_id" text NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "early_statuses_account_id_external_id_pk" PRIMARY KEY("account_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "settings" text;--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "disabled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reaction" text;--> statement-breakpoint
ALTER TABLE "early_statuses" ADD CONSTRAINT "early_statuses_account_id_channel_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."channel_accounts"("id") ON DELETE no action ON UPDATE no action;