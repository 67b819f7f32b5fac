CREATE TABLE "conversation_words" (
	"conversation_id" bigint PRIMARY KEY NOT NULL,
	"through_sequence" integer NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "words_read" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "lease_owner" integer;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lease_owner" integer;--> statement-breakpoint
ALTER TABLE "conversation_words" ADD CONSTRAINT "conversation_words_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversation_words_words" ON "conversation_words" USING gin ("words");--> statement-breakpoint
CREATE INDEX "conversations_words_unread" ON "conversations" USING btree ("id") WHERE "conversations"."last_sequence" + "conversations"."turned_sequence" > "conversations"."words_read";