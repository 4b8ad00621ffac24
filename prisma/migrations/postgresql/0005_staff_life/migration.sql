-- CreateTable
CREATE TABLE "axis_dates" (
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "opens" TEXT COLLATE "C",
    "closes" TEXT COLLATE "C",
    "changed_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "axis_dates_pkey" PRIMARY KEY ("network_id","consultation","axis")
);

-- CreateTable
CREATE TABLE "channel" (
    "network_id" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "channel" TEXT COLLATE "C" NOT NULL,
    "added_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "channel_pkey" PRIMARY KEY ("network_id","platform","workspace","channel")
);

-- CreateTable
CREATE TABLE "channel_counter" (
    "conversation" TEXT COLLATE "C" NOT NULL,
    "said" INTEGER NOT NULL,

    CONSTRAINT "channel_counter_pkey" PRIMARY KEY ("conversation")
);

-- CreateTable
CREATE TABLE "announcement" (
    "network_id" TEXT COLLATE "C" NOT NULL,
    "consultation" TEXT COLLATE "C" NOT NULL,
    "axis" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "announced_at" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("network_id","consultation","axis","kind","at")
);

-- CreateIndex
CREATE INDEX "axis_dates_consultation_idx" ON "axis_dates"("consultation");

-- AddForeignKey
ALTER TABLE "axis_dates" ADD CONSTRAINT "axis_dates_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
