/** What happens to a place of ours that its staff must know: an adapter tells it, the application tells them. */
export interface PlaceIncident {
  readonly kind: /** We were removed from a workspace. */
    | 'left'
    /** A permission that every answer needs is missing there. */
    | 'permission'
    /** No private place can be opened for somebody whose direct messages are closed. */
    | 'noPrivatePlace'
    /** A thread or channel in which somebody was answered is not there any more, or takes no message. */
    | 'placeGone'
    /** The commands could not be registered there. */
    | 'commands';
  /** As addresses name it. */
  readonly workspace: string;
  /** Its name, which its people chose; its id where it is not known. */
  readonly name: string;
}
