-- CreateTable
CREATE TABLE "network" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "workspace" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "network_id" TEXT NOT NULL,
    "attached_at" TEXT NOT NULL,

    PRIMARY KEY ("platform", "workspace"),
    CONSTRAINT "workspace_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "invitation" (
    "code_hash" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "redeemed_at" TEXT,
    "platform" TEXT,
    "workspace" TEXT,
    CONSTRAINT "invitation_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "participant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    CONSTRAINT "participant_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "identity" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,

    PRIMARY KEY ("platform", "workspace", "user_id"),
    CONSTRAINT "identity_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "session" (
    "participant_id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL,
    "schema" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "wake_at" TEXT,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "session_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "answer" (
    "participant_id" TEXT NOT NULL,
    "draft_id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "parts" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("participant_id", "draft_id", "question")
);

-- CreateTable
CREATE TABLE "contribution" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "participant_id" TEXT NOT NULL,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    CONSTRAINT "contribution_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "contribution_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "contribution_version" (
    "contribution_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "revision" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "submitted_at" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("contribution_id", "version"),
    CONSTRAINT "contribution_version_contribution_id_fkey" FOREIGN KEY ("contribution_id") REFERENCES "contribution" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "counter" (
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,

    PRIMARY KEY ("network_id", "consultation", "axis")
);

-- CreateTable
CREATE TABLE "choice_record" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "participant_id" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    CONSTRAINT "choice_record_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "inbox" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("platform", "workspace", "event_id")
);

-- CreateTable
CREATE TABLE "pending_input" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "participant_id" TEXT,
    "user_id" TEXT,
    "order_key" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,

    PRIMARY KEY ("platform", "workspace", "event_id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conversation" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "participant_id" TEXT,
    "platform" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "not_before" TEXT NOT NULL,
    "owner" TEXT,
    "fence" INTEGER NOT NULL,
    "reason" TEXT,
    "created_at" TEXT NOT NULL,
    "message" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "dead_letter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "participant_id" TEXT,
    "platform" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "failed_at" TEXT NOT NULL,
    "message" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "delivered_question" (
    "participant_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "platform_ref" TEXT NOT NULL,
    "draft_id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "at" TEXT NOT NULL,

    PRIMARY KEY ("participant_id", "platform", "workspace", "platform_ref"),
    CONSTRAINT "delivered_question_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "link" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code_hash" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "expires_at" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asked_by" TEXT,
    "asked_at" TEXT,
    CONSTRAINT "link_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "tombstone" (
    "participant_id" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    "reason" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "axis_revision" (
    "consultation" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kept_at" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("consultation", "revision")
);

-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "participant_id" TEXT NOT NULL,
    "draft_id" TEXT,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    CONSTRAINT "file_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "participant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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
