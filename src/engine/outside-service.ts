/** Asks another site what the page asks for, and hands the answer on piece by piece. */
import type { OutsideAnswer, OutsideRequest, OutsideWish } from './outside-messages';

/** Answers one request through its port, without cookies and without saying where it comes from. */
export async function answerOutside({ url, method, headers, port }: OutsideRequest): Promise<void> {
  const say = (said: OutsideAnswer, transfer: Transferable[] = []): void =>
    port.postMessage(said, transfer);
  const stop = new AbortController();
  let wanted: () => void = () => undefined;
  port.onmessage = ({ data }: MessageEvent<OutsideWish>) => {
    if (data === 'stop') stop.abort();
    wanted();
  };
  /** One piece is sent for each that is asked for, so that a slow reader holds the site back. */
  const asked = (): Promise<void> => new Promise((resolve) => (wanted = resolve));
  try {
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      signal: stop.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const { status, statusText, body } = response;
    let next = asked();
    say({ kind: 'head', status, statusText, headers: [...response.headers] });
    const reader = body?.getReader();
    for (;;) {
      await next;
      if (stop.signal.aborted) break;
      const piece = await reader?.read();
      if (piece === undefined || piece.done) break;
      next = asked();
      say({ kind: 'piece', bytes: piece.value }, [piece.value.buffer]);
    }
    say({ kind: 'end' });
  } catch (thrown) {
    say({ kind: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
  } finally {
    port.close();
  }
}
