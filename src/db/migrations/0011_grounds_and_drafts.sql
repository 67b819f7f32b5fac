CREATE TABLE "article_passages" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_passages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" bigint NOT NULL,
	"number" smallint NOT NULL,
	"text" text NOT NULL,
	"words" "tsvector" NOT NULL,
	"grams" text[] NOT NULL,
	CONSTRAINT "article_passages_number" UNIQUE("article_id","number")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source" text,
	"published" boolean DEFAULT true NOT NULL,
	"updated_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "articles_source" UNIQUE("source","language")
);
--> statement-breakpoint
CREATE TABLE "open_questions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "open_questions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" bigint NOT NULL,
	"turn_id" bigint,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"grams" text[] NOT NULL,
	"settled_at" timestamp with time zone,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "media_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" bigint NOT NULL,
	"item" smallint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"doubtful" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" bigint NOT NULL,
	"turn_id" bigint,
	"kind" text NOT NULL,
	"lane" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"text" text NOT NULL,
	"final_text" text,
	"supports" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"plan" jsonb,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"summary" text,
	"next_action" text,
	"epoch" integer NOT NULL,
	"release_at" timestamp with time zone,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"message_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reply_records" (
	"message_id" bigint PRIMARY KEY NOT NULL,
	"supports" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"marks" jsonb,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"total" smallint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "vip" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "words" text;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "subcategory" text;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "facts" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "offline_reading" jsonb;--> statement-breakpoint
ALTER TABLE "article_passages" ADD CONSTRAINT "article_passages_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "open_questions" ADD CONSTRAINT "open_questions_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_notes" ADD CONSTRAINT "media_notes_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_records" ADD CONSTRAINT "reply_records_message_id_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_passages_words" ON "article_passages" USING gin ("words");--> statement-breakpoint
CREATE INDEX "article_passages_grams" ON "article_passages" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "articles_by_language" ON "articles" USING btree ("language");--> statement-breakpoint
CREATE INDEX "open_questions_open" ON "open_questions" USING btree ("language","asked_at") WHERE "open_questions"."settled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "media_notes_item" ON "media_notes" USING btree ("message_id","item");--> statement-breakpoint
CREATE UNIQUE INDEX "drafts_pending" ON "drafts" USING btree ("conversation_id","kind") WHERE "drafts"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "drafts_release" ON "drafts" USING btree ("release_at") WHERE "drafts"."state" = 'pending' and "drafts"."release_at" is not null;--> statement-breakpoint
CREATE INDEX "drafts_waiting" ON "drafts" USING btree ("created_at") WHERE "drafts"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "drafts_conversation" ON "drafts" USING btree ("conversation_id","id");