/** The poster as a page, for who has no message to send it with. */
export { posterHtml } from '#documents/poster.ts';
