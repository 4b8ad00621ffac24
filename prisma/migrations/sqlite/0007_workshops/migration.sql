-- CreateTable
CREATE TABLE "workshop" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "network_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "thread" TEXT,
    "phase" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT,
    "state" TEXT NOT NULL,
    "wake_at" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "workshop_idea" (
    "workshop_id" TEXT NOT NULL,
    "idea_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    PRIMARY KEY ("workshop_id", "idea_id")
);

-- CreateTable
CREATE TABLE "workshop_member" (
    "workshop_id" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "participant_id" TEXT NOT NULL,

    PRIMARY KEY ("workshop_id", "member")
);

-- CreateTable
CREATE TABLE "workshop_input" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "workshop_id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "payload" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "workshop_wake_at_id_idx" ON "workshop"("wake_at", "id");

-- CreateIndex
CREATE INDEX "workshop_platform_channel_thread_idx" ON "workshop"("platform", "channel", "thread");

-- CreateIndex
CREATE INDEX "workshop_network_id_axis_id_idx" ON "workshop"("network_id", "axis", "id");

-- CreateIndex
CREATE INDEX "workshop_member_participant_id_workshop_id_idx" ON "workshop_member"("participant_id", "workshop_id");

-- CreateIndex
CREATE INDEX "workshop_input_attempts_at_id_idx" ON "workshop_input"("attempts", "at", "id");

-- CreateIndex
CREATE INDEX "workshop_input_workshop_id_idx" ON "workshop_input"("workshop_id");
