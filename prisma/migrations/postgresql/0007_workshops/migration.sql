-- CreateTable
CREATE TABLE "workshop" (
    "id" TEXT COLLATE "C" NOT NULL,
    "network_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" INTEGER NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "channel" TEXT COLLATE "C" NOT NULL,
    "thread" TEXT COLLATE "C",
    "phase" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "reference" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "wake_at" TEXT COLLATE "C",
    "created_at" TEXT COLLATE "C" NOT NULL,
    "updated_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "workshop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workshop_idea" (
    "workshop_id" TEXT COLLATE "C" NOT NULL,
    "idea_id" TEXT COLLATE "C" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "workshop_idea_pkey" PRIMARY KEY ("workshop_id","idea_id")
);

-- CreateTable
CREATE TABLE "workshop_member" (
    "workshop_id" TEXT COLLATE "C" NOT NULL,
    "member" TEXT COLLATE "C" NOT NULL,
    "participant_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "workshop_member_pkey" PRIMARY KEY ("workshop_id","member")
);

-- CreateTable
CREATE TABLE "workshop_input" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workshop_id" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "payload" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "workshop_input_pkey" PRIMARY KEY ("id")
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
