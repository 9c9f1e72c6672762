import type { BuildEvent } from '../../engine/map';

/** Puts a stage on the page's performance timeline, `papergrove:<stage>`. */
export function measureStage(event: Extract<BuildEvent, { kind: 'stage-time' }>): void {
  performance.measure(`papergrove:${event.stage}`, {
    start: Math.max(0, event.from - performance.timeOrigin),
    end: Math.max(0, event.to - performance.timeOrigin),
  });
}
