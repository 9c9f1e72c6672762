/**
 * What the projection shows, derived step by step: positions on their way, sorted into a cloud; how
 * points look from the camera; where topics lie and what is written over them; the current paper
 * and its true neighbours. What the user of the component gives comes in as getters.
 */
import { untrack } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';
import { gridSpacing } from '../../projection/grid-layout';
import { standing, type DrawnMarks, type PaperMarks } from '../../explorer/marks/paper-marks';
import type { Viewpoint } from '../../explorer/address/viewpoint.svelte';
import type { LayoutKind } from '../../projection/layout';
import type { Neighbours } from '../../clustering/neighbours';
import { boundsOfMembers, homeBounds, visibleBounds, type Camera } from './camera';
import { CameraControl, insets } from './camera-control.svelte';
import { newNaturals, ring } from './frame-arrays';
import { GroundMemory } from './ground-memory';
import { DrawingTool } from './drawing-tool.svelte';
import { asItIs, fittedLayout, steppedLength } from './fitted-layout';
import type { Outline } from './map-drawing';
import {
  mapNames,
  placingScene,
  topicNames,
  type GroundedTopic,
  type TopicNames,
} from './map-names';
import { misplacementOf } from './misplacement';
import { MovingPositions } from './moving-positions.svelte';
import { frameMemory, nearestPaper, papersWithin, pointCloud } from './point-cloud';
import { pointLook } from './point-look';
import { pointPaint } from './point-paint';
import { papersInRegion, type Point, type Region } from './region';
import { textMeasure } from './text-measure';
import type { MapTopic } from './topic-ground';

/** What the scene is made of: the part of the component's properties that decides what is drawn. */
export interface SceneParts {
  /** n×2 row-major, a normalised layout. */
  readonly positions: Float32Array;
  /** One 0xRRGGBB per paper. */
  readonly colours: Uint32Array;
  readonly titleOf: (paper: number) => string;
  /** Topics to name; those of depth 0 are outlined. */
  readonly topics: readonly MapTopic[];
  /** How every paper stands; those that are faint or absent cannot be touched. */
  readonly marks: PaperMarks;
  /** Papers to bring into view; null for all of them. The camera flies when this changes. */
  readonly framed?: Uint32Array | null;
  /** Where the user looks from; null while the camera shows what is framed. */
  readonly viewpoint?: Viewpoint | null;
  /** Hears where the user goes; null for back to what is framed. */
  readonly onViewpoint?: (viewpoint: Viewpoint | null) => void;
  /** Whether positions are still changing as the layout is computed. */
  readonly forming?: boolean;
  readonly layout?: LayoutKind;
  /** True neighbours, for showing how a paper fares. */
  readonly neighbours?: Neighbours | null;
}

const layoutMilliseconds = 700;
const formingMilliseconds = 90;

export class MapScene {
  readonly control = new CameraControl(() => prefersReducedMotion.current);
  readonly drawing = new DrawingTool();
  /** Whether the current paper's true neighbours are shown. */
  tracing = $state(false);

  readonly #parts: SceneParts;
  readonly #moving = new MovingPositions();
  readonly #cloudMemory = frameMemory();
  readonly #groundMemory = new GroundMemory();
  /** The topics given, when there was time for them. */
  #topics = $state.raw<readonly MapTopic[]>([]);
  readonly #paints = ring(newNaturals, 2);
  readonly #measure = textMeasure();

  /** Where the user went last. */
  #told: Viewpoint | null = null;

  /** To be made while a component is: it moves and flies by effects of that component. */
  constructor(parts: SceneParts) {
    this.#parts = parts;
    this.control.onLook = (viewpoint) => {
      // Links hold places of the layout itself, so that they hold in a panel of any shape.
      this.#told = viewpoint && moved(viewpoint, this.#fitted.fit.back);
      parts.onViewpoint?.(this.#told);
    };
    $effect(() => {
      const { forming = false } = parts;
      const { positions } = this.#fitted;
      const pace = forming ? formingMilliseconds : layoutMilliseconds;
      const milliseconds = prefersReducedMotion.current ? 0 : pace;
      untrack(() => {
        this.#moving.moveTo(positions, milliseconds);
        this.control.rebound(homeBounds(positions));
      });
    });
    $effect(() => {
      const { framed = null, viewpoint = null } = parts;
      if (this.still) untrack(() => this.#look(framed, viewpoint));
    });
    $effect(() => {
      const { topics } = parts;
      const [shown] = untrack(() => this.#topics);
      const [first] = topics;
      const take = () => (this.#topics = topics);
      // Other names of the same map can wait until what was asked for is drawn.
      if (shown?.members.buffer === first?.members.buffer) return inTaskOfItsOwn(take);
      take();
      return undefined;
    });
    $effect(() => () => {
      this.#moving.stop();
    });
  }

  readonly #width = $derived.by(() => steppedLength(this.control.size.width));
  readonly #height = $derived.by(() => steppedLength(this.control.size.height));
  /** The layout as this panel shows it. Principal components and cells mean something as they are. */
  readonly #fitted = $derived.by(() => {
    const { positions, layout = 'umap', forming = false } = this.#parts;
    if (forming || layout !== 'umap') return asItIs(positions);
    return fittedLayout(positions, { width: this.#width, height: this.#height }, insets);
  });

  /** Whether positions are final: neither on their way nor still being computed. */
  readonly still = $derived.by(() => !this.#moving.moving && this.#parts.forming !== true);
  readonly cloud = $derived.by(() => pointCloud(this.#moving.shown, this.#cloudMemory));
  // Each by itself: what the pointer moves over is not drawn again.
  readonly #flags = $derived.by(() => this.#parts.marks.flags);
  readonly #any = $derived.by(() => this.#parts.marks.any);
  readonly #near = $derived.by(() => this.#parts.marks.near);
  readonly #selected = $derived.by(() => this.#parts.marks.selected);
  readonly marks: DrawnMarks = $derived.by(() => ({
    flags: this.#flags,
    any: this.#any,
    near: this.#near,
    selected: this.#selected,
  }));
  readonly #hovered = $derived.by(() => this.#parts.marks.hovered);
  readonly paint = $derived.by(() => {
    return pointPaint(this.cloud, this.#parts.colours, this.marks, this.#paints);
  });
  readonly look = $derived.by(() => {
    return this.#lookAt(this.control.camera);
  });
  readonly #grounds: readonly GroundedTopic[] = $derived.by(() => {
    if (!this.still) return [];
    const positions = this.#moving.shown;
    const { n } = this.cloud;
    return this.#topics
      .filter(({ members }) => members.every((paper) => paper < n))
      .map((topic) => ({ topic, ground: this.#groundMemory.groundOf(positions, topic.members) }));
  });
  /** Regions of the topics shown; cells of a grid need none. */
  readonly outlines: readonly Outline[] = $derived.by(() =>
    this.#parts.layout === 'grid'
      ? []
      : this.#grounds
          .filter(({ topic }) => (topic.depth ?? 0) === 0)
          .map(({ topic, ground }) => ({ ground, colour: topic.colour })),
  );
  readonly #placing = $derived.by(() => {
    const { size } = this.control;
    return placingScene(this.cloud, this.positions, size, insets, this.#lookAt);
  });
  #placedNames: TopicNames | null = null;
  readonly #topicNames = $derived.by(() => {
    const { positions } = this;
    const before = this.#placedNames;
    const names = topicNames(this.#grounds, positions, this.#placing, this.#measure, before);
    this.#placedNames = names;
    return names;
  });
  readonly names = $derived.by(() => {
    const { camera, size } = this.control;
    if (size.width === 0) return [];
    return mapNames({
      names: this.#topicNames,
      cloud: this.cloud,
      titleOf: this.#parts.titleOf,
      camera,
      size,
      look: this.look,
      measure: this.#measure,
    });
  });
  /** Where the paper under the pointer or the keyboard's cursor is; null for none. */
  readonly current: Point | null = $derived.by(() => {
    return this.#hovered === null ? null : this.placeOf(this.#hovered);
  });
  readonly misplacement = $derived.by(() => {
    const { neighbours } = this.#parts;
    const hovered = this.#hovered;
    if (!this.tracing || hovered === null || !neighbours || !this.still) return null;
    return misplacementOf(hovered, neighbours, this.positions);
  });

  /** Where the true neighbours are, and whether they are among those nearest here. */
  readonly neighbourPlaces = $derived.by(() => {
    const { misplacement } = this;
    return Array.from(misplacement?.neighbours ?? []).flatMap((paper) => {
      const place = this.placeOf(paper);
      return place ? [{ place, kept: misplacement?.kept.has(paper) ?? false }] : [];
    });
  });

  readonly #lookAt = (camera: Camera) => {
    const inCells = this.#parts.layout === 'grid' && this.still;
    const cell = inCells ? gridSpacing(this.cloud.n) : null;
    return pointLook(this.cloud, camera, cell, this.still ? this.#fitted.spacing : null);
  };

  /** n×2 row-major, as drawn now. */
  get positions(): Float32Array {
    return this.#moving.shown;
  }

  placeOf(paper: number): Point | null {
    const x = this.positions[2 * paper];
    const y = this.positions[2 * paper + 1];
    return x === undefined || y === undefined ? null : [x, y];
  }

  /** Whether a paper may be pointed at: those put aside may not. */
  readonly touchable = (paper: number): boolean => standing(this.marks, paper) === 'shown';

  /**
   * The papers a drawn region chooses, ascending. Those put aside are among them, or nobody could
   * choose others than before; those not drawn and those outside what is framed are not.
   */
  papersIn(region: Region): Uint32Array {
    const { framed } = this.#parts;
    const within = framed ? new Set(framed) : null;
    return papersInRegion(this.cloud, region).filter(
      (paper) => standing(this.marks, paper) !== 'absent' && within?.has(paper) !== false,
    );
  }

  /** The touchable paper nearest to a place of the layout, within so many pixels. */
  paperNear([x, y]: Point, pixels: number): number | null {
    return nearestPaper(this.cloud, x, y, pixels / this.control.camera.k, this.touchable);
  }

  paperInTheMiddle(): number | null {
    const { camera, size } = this.control;
    const middle: Point = [
      (size.width / 2 - camera.x) / camera.k,
      (size.height / 2 - camera.y) / camera.k,
    ];
    return this.paperNear(middle, Infinity);
  }

  /** The touchable papers in view, ascending. */
  papersInView(): Uint32Array {
    const { camera, size } = this.control;
    return papersWithin(this.cloud, visibleBounds(camera, size)).filter(this.touchable);
  }

  /** Goes where it is told to, unless that is where the user has just gone. */
  #look(framed: Uint32Array | null, viewpoint: Viewpoint | null): void {
    if (viewpoint === null) this.control.frame(framed && boundsOfMembers(this.positions, framed));
    else if (viewpoint !== this.#told)
      this.control.look(moved(viewpoint, this.#fitted.fit.forward));
  }
}

function moved(
  { x, y, span }: Viewpoint,
  to: (x: number, y: number) => readonly [number, number],
): Viewpoint {
  const [toX, toY] = to(x, y);
  return { x: toX, y: toY, span };
}

/** Does something after the next frame was drawn; returns how to leave it. */
function inTaskOfItsOwn(deed: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(deed, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
