-- CreateTable
CREATE TABLE "draft_fact" (
    "participant_id" TEXT NOT NULL,
    "draft_id" TEXT NOT NULL,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "revision" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "stops_at" TEXT NOT NULL,
    "given" TEXT NOT NULL,
    "answers" INTEGER NOT NULL,
    "texts" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "submitted_at" TEXT NOT NULL,

    PRIMARY KEY ("participant_id", "draft_id")
);

-- CreateTable
CREATE TABLE "person_fact" (
    "participant_id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "reminders" TEXT NOT NULL,
    "remind_after" TEXT NOT NULL,
    "territory" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "next_at" TEXT,
    "owner_id" TEXT,
    "created_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "campaign_round" (
    "campaign_id" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "cursor" TEXT NOT NULL,

    PRIMARY KEY ("campaign_id", "round")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "campaign_id" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "territory" TEXT NOT NULL,
    "due_at" TEXT NOT NULL,
    "not_before" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "sent_at" TEXT,
    "resumed_at" TEXT
);

-- CreateIndex
CREATE INDEX "draft_fact_network_id_consultation_axis_status_idx" ON "draft_fact"("network_id", "consultation", "axis", "status");

-- CreateIndex
CREATE INDEX "person_fact_network_id_reminders_participant_id_idx" ON "person_fact"("network_id", "reminders", "participant_id");

-- CreateIndex
CREATE INDEX "campaign_status_next_at_idx" ON "campaign"("status", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_network_id_consultation_number_key" ON "campaign"("network_id", "consultation", "number");

-- CreateIndex
CREATE INDEX "reminder_status_platform_not_before_id_idx" ON "reminder"("status", "platform", "not_before", "id");

-- CreateIndex
CREATE INDEX "reminder_participant_id_idx" ON "reminder"("participant_id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_campaign_id_round_participant_id_key" ON "reminder"("campaign_id", "round", "participant_id");
