/** What the machine asks to be sent to the server, sent, and told back to it. */
import { type MatrixApi, type MatrixRequest, path } from '../api.ts';
import { RequestType } from './machine.ts';

/** One of the machine's. */
export interface MachineRequest {
  readonly id?: string | undefined;
  readonly type: RequestType;
  readonly body: string;
  readonly event_type?: string;
  readonly txn_id?: string;
}

/** Sends one; resolves to the server's answer, as the machine reads it. Rejects with a `MatrixProblem`. */
export async function sendFor(api: MatrixApi, request: MachineRequest): Promise<string> {
  const body = JSON.parse(request.body) as object;
  return JSON.stringify(await api.request({ ...whereTo(request), body }));
}

function whereTo({ type, event_type, txn_id }: MachineRequest): Pick<MatrixRequest, 'method' | 'path'> {
  switch (type) {
    case RequestType.KeysUpload:
      return { method: 'POST', path: path('client/v3/keys/upload') };
    case RequestType.KeysQuery:
      return { method: 'POST', path: path('client/v3/keys/query') };
    case RequestType.KeysClaim:
      return { method: 'POST', path: path('client/v3/keys/claim') };
    case RequestType.ToDevice:
      return { method: 'PUT', path: path('client/v3/sendToDevice/{}/{}', event_type ?? '', txn_id ?? '') };
    case RequestType.SignatureUpload:
      return { method: 'POST', path: path('client/v3/keys/signatures/upload') };
    default:
      throw new Error(`the machine asks for what this does not send: ${type}`);
  }
}
