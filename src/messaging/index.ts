export { aloneAdapter } from './alone.ts';
export type { Adapter, AdapterHost, Capabilities, FileBody, SendOutcome } from './adapter.ts';
export type { Address, Identity } from './address.ts';
export type { Chart, ChartCount, ChartPanel, ChartRow } from './chart.ts';
export type { Finding } from './finding.ts';
export type { Installation, InstallationStore } from './installations.ts';
export type { PlaceIncident } from './incidents.ts';
export type { EventKind, InboundEvent, InboundFile } from './inbound.ts';
export { escapeMarkdown, plainText } from './markdown.ts';
export type { OutboundChoice, OutboundFile, OutboundMessage, TransientMessage } from './outbound.ts';
export { type GroupsAmong, withGroups } from './groups.ts';
export type { Poster, PosterDoor } from './poster.ts';
export { splitText } from './split.ts';
export type {
  AccountKey,
  Form,
  FormField,
  LiveConversation,
  Overview,
  PlaceOffer,
  Queries,
  ThemeOffer,
} from './queries.ts';
