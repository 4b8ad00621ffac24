-- CreateTable
CREATE TABLE "network" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "attached_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("platform","workspace")
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "expires_at" TEXT COLLATE "C" NOT NULL,
    "redeemed_at" TEXT COLLATE "C",
    "platform" TEXT COLLATE "C",
    "workspace" TEXT COLLATE "C",

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "participant" (
    "id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("platform","workspace","user_id")
);

-- CreateTable
CREATE TABLE "session" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" INTEGER NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "wake_at" TEXT COLLATE "C",
    "updated_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("participant_id")
);

-- CreateTable
CREATE TABLE "answer" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "draft_id" TEXT COLLATE "C" NOT NULL,
    "question" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "parts" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("participant_id","draft_id","question")
);

-- CreateTable
CREATE TABLE "contribution" (
    "id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "updated_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "contribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contribution_version" (
    "contribution_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "submitted_at" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "contribution_version_pkey" PRIMARY KEY ("contribution_id","version")
);

-- CreateTable
CREATE TABLE "counter" (
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("network_id","consultation","axis")
);

-- CreateTable
CREATE TABLE "choice_record" (
    "id" SERIAL NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "choice" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "choice_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("platform","workspace","event_id")
);

-- CreateTable
CREATE TABLE "pending_input" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C",
    "user_id" TEXT COLLATE "C",
    "order_key" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "payload" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "pending_input_pkey" PRIMARY KEY ("platform","workspace","event_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT COLLATE "C" NOT NULL,
    "conversation" TEXT COLLATE "C" NOT NULL,
    "rank" INTEGER NOT NULL,
    "participant_id" TEXT COLLATE "C",
    "platform" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "not_before" TEXT COLLATE "C" NOT NULL,
    "owner" TEXT COLLATE "C",
    "fence" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C",
    "created_at" TEXT COLLATE "C" NOT NULL,
    "message" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C",
    "platform" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "failed_at" TEXT COLLATE "C" NOT NULL,
    "message" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivered_question" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "platform_ref" TEXT COLLATE "C" NOT NULL,
    "draft_id" TEXT COLLATE "C" NOT NULL,
    "question" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "delivered_question_pkey" PRIMARY KEY ("participant_id","platform","workspace","platform_ref")
);

-- CreateTable
CREATE TABLE "link" (
    "id" TEXT COLLATE "C" NOT NULL,
    "code_hash" TEXT COLLATE "C" NOT NULL,
    "owner_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "expires_at" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "asked_by" TEXT COLLATE "C",
    "asked_at" TEXT COLLATE "C",

    CONSTRAINT "link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tombstone" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "tombstone_pkey" PRIMARY KEY ("participant_id")
);

-- CreateTable
CREATE TABLE "axis_revision" (
    "consultation" TEXT COLLATE "C" NOT NULL,
    "revision" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "kept_at" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "axis_revision_pkey" PRIMARY KEY ("consultation","revision")
);

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "draft_id" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "media_type" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "workspace_network_id_idx" ON "workspace"("network_id");

-- CreateIndex
CREATE INDEX "invitation_network_id_idx" ON "invitation"("network_id");

-- CreateIndex
CREATE INDEX "participant_network_id_id_idx" ON "participant"("network_id", "id");

-- CreateIndex
CREATE INDEX "identity_participant_id_idx" ON "identity"("participant_id");

-- CreateIndex
CREATE INDEX "session_wake_at_participant_id_idx" ON "session"("wake_at", "participant_id");

-- CreateIndex
CREATE INDEX "contribution_network_id_consultation_axis_number_id_idx" ON "contribution"("network_id", "consultation", "axis", "number", "id");

-- CreateIndex
CREATE INDEX "contribution_participant_id_idx" ON "contribution"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "contribution_network_id_consultation_reference_key" ON "contribution"("network_id", "consultation", "reference");

-- CreateIndex
CREATE INDEX "choice_record_participant_id_idx" ON "choice_record"("participant_id");

-- CreateIndex
CREATE INDEX "pending_input_status_at_order_key_idx" ON "pending_input"("status", "at", "order_key");

-- CreateIndex
CREATE INDEX "pending_input_participant_id_idx" ON "pending_input"("participant_id");

-- CreateIndex
CREATE INDEX "pending_input_user_id_idx" ON "pending_input"("user_id");

-- CreateIndex
CREATE INDEX "outbox_not_before_id_idx" ON "outbox"("not_before", "id");

-- CreateIndex
CREATE INDEX "outbox_participant_id_idx" ON "outbox"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_conversation_rank_key" ON "outbox"("conversation", "rank");

-- CreateIndex
CREATE INDEX "dead_letter_failed_at_id_idx" ON "dead_letter"("failed_at", "id");

-- CreateIndex
CREATE INDEX "dead_letter_participant_id_idx" ON "dead_letter"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_hash_key" ON "link"("code_hash");

-- CreateIndex
CREATE INDEX "link_owner_id_idx" ON "link"("owner_id");

-- CreateIndex
CREATE INDEX "link_asked_by_idx" ON "link"("asked_by");

-- CreateIndex
CREATE INDEX "file_participant_id_idx" ON "file"("participant_id");

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution" ADD CONSTRAINT "contribution_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution" ADD CONSTRAINT "contribution_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution_version" ADD CONSTRAINT "contribution_version_contribution_id_fkey" FOREIGN KEY ("contribution_id") REFERENCES "contribution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "choice_record" ADD CONSTRAINT "choice_record_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivered_question" ADD CONSTRAINT "delivered_question_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;
