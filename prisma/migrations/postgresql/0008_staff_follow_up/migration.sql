-- CreateTable
CREATE TABLE "draft_fact" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "draft_id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "revision" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "actor" TEXT COLLATE "C" NOT NULL,
    "territory" TEXT COLLATE "C" NOT NULL,
    "stops_at" TEXT COLLATE "C" NOT NULL,
    "given" TEXT COLLATE "C" NOT NULL,
    "answers" INTEGER NOT NULL,
    "texts" INTEGER NOT NULL,
    "created_at" TEXT COLLATE "C" NOT NULL,
    "updated_at" TEXT COLLATE "C" NOT NULL,
    "submitted_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "draft_fact_pkey" PRIMARY KEY ("participant_id","draft_id")
);

-- CreateTable
CREATE TABLE "person_fact" (
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "reminders" TEXT COLLATE "C" NOT NULL,
    "remind_after" TEXT COLLATE "C" NOT NULL,
    "territory" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "person_fact_pkey" PRIMARY KEY ("participant_id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "next_at" TEXT COLLATE "C",
    "owner_id" TEXT COLLATE "C",
    "created_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_round" (
    "campaign_id" TEXT COLLATE "C" NOT NULL,
    "round" TEXT COLLATE "C" NOT NULL,
    "cursor" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "campaign_round_pkey" PRIMARY KEY ("campaign_id","round")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" TEXT COLLATE "C" NOT NULL,
    "campaign_id" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,
    "round" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "territory" TEXT COLLATE "C" NOT NULL,
    "due_at" TEXT COLLATE "C" NOT NULL,
    "not_before" TEXT COLLATE "C" NOT NULL,
    "status" TEXT COLLATE "C" NOT NULL,
    "tries" INTEGER NOT NULL,
    "sent_at" TEXT COLLATE "C",
    "resumed_at" TEXT COLLATE "C",

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
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
