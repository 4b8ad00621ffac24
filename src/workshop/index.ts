export type { WorkshopChoice, WorkshopEffect, WorkshopSay } from './effects.ts';
export type { WorkshopEvent } from './events.ts';
export { newWorkshop, upcastWorkshop } from './new-workshop.ts';
export type { WorkshopPhrase } from './phrases.ts';
export { openWorkshop, step as stepWorkshop } from './step.ts';
export type { WorkshopContext } from './turn.ts';
export type { Idea, Member, Place as WorkshopPlace, Workshop } from './workshop.ts';
