-- CreateTable
CREATE TABLE "axis_dates" (
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "opens" TEXT,
    "closes" TEXT,
    "changed_at" TEXT NOT NULL,

    PRIMARY KEY ("network_id", "consultation", "axis"),
    CONSTRAINT "axis_dates_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "channel" (
    "network_id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "added_at" TEXT NOT NULL,

    PRIMARY KEY ("network_id", "platform", "workspace", "channel"),
    CONSTRAINT "channel_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "channel_counter" (
    "conversation" TEXT NOT NULL PRIMARY KEY,
    "said" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "announcement" (
    "network_id" TEXT NOT NULL,
    "consultation" TEXT NOT NULL,
    "axis" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "announced_at" TEXT NOT NULL,

    PRIMARY KEY ("network_id", "consultation", "axis", "kind", "at"),
    CONSTRAINT "announcement_network_id_fkey" FOREIGN KEY ("network_id") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "axis_dates_consultation_idx" ON "axis_dates"("consultation");
