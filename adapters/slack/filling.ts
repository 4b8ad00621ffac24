/** Forms being filled: Slack tells nothing of what stood in one that is closed, so that its last change is remembered. */
import { BoundedMap } from '#messaging/bounded-map.ts';
import { FORM_CALLBACK, formValues } from './form.ts';
import { type Json, object, text } from './json.ts';
import { LIMITS } from './limits.ts';

export interface Filling {
  /** The body to be read in place of the one that came: a form that is closed, with what stood in it last. */
  readonly hear: (body: Json) => Json;
  /** Those neither sent nor closed, as if they were closed now; they are forgotten. */
  readonly takeAll: () => readonly Json[];
}

export function createFilling(): Filling {
  const last = new BoundedMap<string, Json>(LIMITS.forms);

  return {
    hear: body => {
      const view = object(body['view']);
      if (view['callback_id'] !== FORM_CALLBACK) return body;
      const id = text(view['id']);
      if (body['type'] === 'block_actions') last.set(id, { ...body, type: 'view_closed' });
      if (body['type'] !== 'view_closed' && body['type'] !== 'view_submission') return body;
      const kept = last.get(id);
      // What was sent is newer than the last change heard of, and the next page has the same name.
      if (body['type'] === 'view_submission') last.delete(id);
      const said = body['type'] === 'view_submission' || Object.keys(formValues(view)).length > 0;
      return said ? body : (kept ?? body);
    },
    takeAll: () => last.takeAll(),
  };
}
