/**
 * The one state that every view shows and changes. Each concern is a small class of its own in this
 * folder; this one joins them:
 *
 * - `loading`: which corpus is open, the making of its map, and `papers`, the papers on it;
 * - `navigation` and `clusters`: which topic is on show, and into what it is cut;
 * - `selection`, `search`, `filters`, and `askedPapers`, which joins what they ask for and marks the
 *   papers by it; `asking` changes it so that it can be taken back, `questions` has what can be asked;
 * - `part`: papers clustered afresh on their own;
 * - `naming` and `personal`: what topics are called, and what the user made of the papers; `undoing`
 *   takes it back;
 * - `place`: which corpus, part and topic all of them together lead to;
 * - `address`: what each of them shares by a link, in the page's address, and back again.
 */
import { holds, type Dendrogram } from '../clustering/dendrogram';
import type { Paper } from '../corpus/paper';
import type { PaperMap } from '../engine/map';
import { Asking } from './marks/asking.svelte';
import type { AddressBar } from './address/address-bar';
import { AddressSync } from './address/address-sync.svelte';
import type { CorpusSource } from './corpus/corpus-source';
import type { Display } from './display.svelte';
import { Encoders, type EncodersParts } from './encoders/encoders.svelte';
import { Filters } from './marks/filters.svelte';
import { KeptCorpora } from './corpus/kept-corpora.svelte';
import { LayoutChoice } from './layout-choice.svelte';
import { Loading } from './corpus/loading.svelte';
import { MapPapers } from './corpus/map-papers.svelte';
import { AskedPapers } from './marks/asked-papers.svelte';
import type { PaperMarks } from './marks/paper-marks';
import { queryForMoreLike } from './search/more-like';
import { Naming } from './topics/naming.svelte';
import { Navigation } from './topics/navigation.svelte';
import { OwnPaper } from './own-paper/own-paper.svelte';
import { Part } from './corpus/part.svelte';
import { Personal } from './personal/personal.svelte';
import { Place } from './address/place.svelte';
import type { Engine, PaperFinder } from './ports';
import { Questions } from './marks/questions.svelte';
import { Search } from './search/search.svelte';
import { Selection } from './marks/selection.svelte';
import { Similar } from './search/similar.svelte';
import { TopicNames } from './topics/topic-names.svelte';
import { Undoing } from './personal/undoing.svelte';
import { UserStates, type UserStatesParts } from './personal/user-states.svelte';
import { ChosenViewpoint } from './address/viewpoint.svelte';
import { VisibleClusters } from './topics/visible-clusters.svelte';

export interface ExplorerParts {
  readonly engine: Engine;
  readonly bar: AddressBar;
  readonly display: Display;
  /** Address of the page, without its hash. */
  readonly base: string;
  readonly encoders: EncodersParts;
  /** The other tabs, and what outlives a reload; none in tests that need neither. */
  readonly tabs?: Omit<UserStatesParts, 'store'>;
}

export class Explorer {
  readonly loading: Loading;
  readonly mapPapers: MapPapers;
  readonly navigation: Navigation;
  readonly clusters: VisibleClusters;
  readonly selection: Selection;
  readonly search: Search;
  readonly filters: Filters;
  readonly askedPapers: AskedPapers;
  readonly part: Part;
  readonly place: Place;
  readonly names: TopicNames;
  readonly naming: Naming;
  readonly layout: LayoutChoice;
  readonly similar: Similar;
  readonly own = new OwnPaper();
  readonly finder: PaperFinder;
  readonly viewpoint: ChosenViewpoint;
  readonly personal: Personal;
  readonly userStates: UserStates;
  readonly undoing: Undoing;
  readonly asking: Asking;
  readonly questions: Questions;
  readonly encoders: Encoders;
  readonly kept: KeptCorpora;
  readonly display: Display;
  readonly address: AddressSync;
  /** Papers whose titles a view has on show. */
  titled = $state.raw<readonly number[]>([]);
  readonly #engine: Engine;

  constructor({ engine, bar, display, base, encoders, tabs }: ExplorerParts) {
    const undoing = new Undoing();
    this.#engine = engine;
    const loading = new Loading({
      engine,
      base,
      encoder: (corpus) => this.encoders.enter(corpus.id, this.encoders.takeNamed()),
      onMap: (next, before) => {
        this.#enter(next, before);
      },
      onTopics: (key, topics) => {
        this.names.add(key, topics);
      },
      onCorpus: (corpus) => {
        this.address.enterCorpus(corpus);
        display.enterCorpus(corpus);
        void this.personal.enter(corpus.id);
      },
      onSearchable: () => {
        this.search.again();
      },
      namesPapers: () => /[#&](?!v=|corpus=|topic=|cut=|show=|tab=)/u.test(bar.read()),
      onPapers: (now, before) => {
        this.selection.enterPapers(now, before);
      },
      onSite: ({ view }) => {
        if (bar.read() !== '' && /[#&](?:colour|cut)=/u.test(bar.read())) return;
        if (view.colour !== undefined)
          display.appearAs({ colour: view.colour, fill: display.fill });
        if (view.cut !== undefined) this.clusters.cutAs(view.cut);
      },
      undoing,
    });
    const onStep = () => {
      this.address.step();
    };
    const papers = new MapPapers(loading);
    const names = new TopicNames(engine, () => this.personal.state.hiddenWords);
    const navigation = new Navigation({ map: () => loading.map, names: () => names.named, onStep });
    const filters = new Filters(() => papers.list, onStep);
    const search = new Search(engine, () => {
      const { corpus, map } = loading;
      return corpus && { corpusId: corpus.id, subset: map?.subset ?? null };
    });
    const selection = new Selection(papers, onStep);
    const userStates = new UserStates({ store: engine.library, ...tabs });
    const personal = new Personal(userStates, undoing);
    engine.onKeeping = (keeping) => {
      loading.keeping = keeping;
    };
    this.userStates = userStates;
    this.loading = loading;
    this.mapPapers = papers;
    this.navigation = navigation;
    this.filters = filters;
    this.search = search;
    this.selection = selection;
    this.names = names;
    this.personal = personal;
    this.display = display;
    this.clusters = new VisibleClusters(navigation, filters, display);
    this.questions = new Questions({
      loading,
      papers,
      clusters: this.clusters,
      personal,
      search,
      filters,
      asked: () => this.askedPapers,
    });
    this.askedPapers = new AskedPapers({
      display,
      papers,
      search,
      selection,
      filters,
      navigation,
      clusters: this.clusters,
      predicates: () => this.questions.predicates,
      neighbours: () => loading.map?.neighbours ?? null,
    });
    this.naming = new Naming({
      loading,
      papers,
      names,
      personal,
      partWords: () => this.part.words,
    });
    this.part = new Part({
      loading,
      navigation,
      asked: this.askedPapers,
      askedInWords: () => this.questions.askedInWords,
      onStep,
      onStay: () => {
        this.address.stay();
      },
    });
    this.undoing = undoing;
    this.asking = new Asking({
      filters,
      papers: this.askedPapers,
      part: this.part,
      undoing,
      onStep,
    });
    this.layout = new LayoutChoice(engine);
    this.similar = new Similar(engine);
    this.finder = engine;
    this.encoders = new Encoders(encoders, () => void this.#remake());
    this.kept = new KeptCorpora(engine.library);
    this.viewpoint = new ChosenViewpoint(() => {
      const { within } = this.part;
      return JSON.stringify([within, navigation.awaited ?? navigation.topic, this.layout.kind]);
    });
    this.place = new Place({
      loading,
      kept: this.kept,
      encoders: this.encoders,
      part: this.part,
      navigation,
      names,
      onMissing: (words) => {
        this.address.miss(words);
      },
    });
    this.address = new AddressSync({
      bar,
      place: this.place,
      states: [
        this.place,
        this.part,
        this.clusters,
        selection,
        search,
        filters,
        display,
        this.layout,
        this.viewpoint,
        this.encoders,
      ],
    });
  }

  /** Opens what the address names and follows it from then on. Returns how to stop. */
  start(): () => void {
    let stopListening = () => {};
    const stopEffects = $effect.root(() => {
      stopListening = this.address.start();
      $effect(() => {
        void this.names.want([...this.path, ...this.clusters.frames]);
      });
      $effect(() => {
        const superseded = new AbortController();
        this.naming.seekEarly(superseded.signal).catch(() => undefined);
        return () => superseded.abort();
      });
      $effect(() => {
        const superseded = new AbortController();
        // Whoever aborts it has other papers by then.
        this.filters.find(superseded.signal).catch(() => undefined);
        return () => superseded.abort();
      });
      $effect(() => {
        const { tree, root, selected } = this;
        const { hovered } = this.selection;
        if (!tree) return;
        this.#engine.look({
          from: tree.start[root] ?? 0,
          count: tree.size[root] ?? 0,
          papers: [selected, hovered].filter((leaf) => leaf !== null),
          titled: this.titled,
        });
      });
      $effect(() => {
        this.display.keep();
      });
    });
    return () => {
      stopListening();
      stopEffects();
      this.loading.cancel();
    };
  }

  /** Whether {@link stepBack} leads anywhere. */
  get canStepBack(): boolean {
    return this.address.staysInCorpus || (this.tree !== null && this.root !== this.path[0]);
  }

  /** Back to where the user was in this corpus; where that is not known, to the topic around. */
  stepBack(): void {
    if (this.address.staysInCorpus) this.address.back();
    else this.navigation.up();
  }

  /**
   * Closes what was opened last: the chosen paper, then a paper placed by its text, then what is asked
   * for, then the topic zoomed into.
   *
   * @returns whether there was anything to close
   */
  closeOne(): boolean {
    if (this.selection.paper !== null) this.select(null);
    else if (this.own.place) {
      this.own.place = null;
      this.selection.chooseMany(null);
    } else if (this.sought !== null) this.asking.clear();
    else if (this.tree && this.root !== this.path[0]) this.navigation.up();
    else return false;
    return true;
  }

  /** Selects the paper asked for after the selected one, or before it, around the ends. */
  walkFound(step: 1 | -1): void {
    const leaf = this.askedPapers.beside(step);
    if (leaf !== null) this.reveal(leaf);
  }

  /** Selects a paper and shows the smallest topic around the present one that holds it. */
  reveal(leaf: number): void {
    this.select(leaf);
    this.navigation.zoomOutTo(leaf);
  }

  /** Asks for the papers most like these, whose ids are given. */
  moreLike(ids: readonly string[]): void {
    this.selection.chooseMany(null);
    this.address.step();
    this.display.tab = 'list';
    void this.search.ask(queryForMoreLike(ids));
  }

  /**
   * Opens another corpus at its top; one that a link led to in vain, where the link leads.
   *
   * @param view of a kept corpus, how it is to be looked at instead; see `AddressSync.visit`
   */
  async open(source: CorpusSource, view = ''): Promise<void> {
    if (source.kind === 'kept' && view !== '' && !this.loading.lacks(source)) {
      // An address names a kept corpus only once it is known to be kept.
      await this.kept.refresh();
      this.address.visit(source.id, view);
      return;
    }
    if (!this.loading.lacks(source)) {
      this.selection.clear();
      this.search.clear();
      this.filters.clear();
      this.part.reset();
      this.part.await(null);
      this.navigation.follow(null, false);
      this.address.step();
    }
    await this.loading.open(source);
    await this.kept.refresh();
  }

  /** Makes the map again, with another encoder; the place on it is kept as far as it goes. */
  async #remake(): Promise<void> {
    if (this.part.isOpen) this.navigation.top();
    this.part.reset();
    this.address.step();
    await this.loading.retry();
  }

  /** Keeps the user's place when one map takes the place of another. */
  #enter(next: PaperMap, before: PaperMap | null): void {
    this.names.enter(next);
    this.selection.hovered = null;
    if (next.key !== before?.key) this.search.again();
    if (next.key !== this.own.place?.map) this.own.place = null;
    const { view } = this.viewpoint;
    // The address said where it is looked at from; now its topic is known.
    if (this.place.enter(next, before)) this.viewpoint.choose(view);
  }

  // What the views ask for most, under short names.

  get papers(): readonly Paper[] {
    return this.mapPapers.list;
  }
  get tree(): Dendrogram | null {
    return this.navigation.tree;
  }
  get root(): number {
    return this.navigation.root;
  }
  get path(): readonly number[] {
    return this.navigation.path;
  }
  get drawnTree(): Dendrogram | null {
    return this.clusters.drawnTree;
  }
  get frontier(): readonly number[] {
    return this.clusters.frontier;
  }
  get selected(): number | null {
    return this.selection.leaf;
  }
  get selectedPaper(): Paper | null {
    return this.selection.chosen;
  }
  get marks(): PaperMarks {
    return this.askedPapers.marks;
  }
  /** Leaves asked for, best first; null where all are. */
  get sought(): readonly number[] | null {
    return this.askedPapers.sought;
  }
  nameOf(node: number): string {
    return this.naming.nameOf(node);
  }
  /** Goes to a topic; a paper that is not in it is closed, so that the panel tells of the topic. */
  zoom(node: number): void {
    this.navigation.zoom(node);
    const { tree, selected } = this;
    if (tree && selected !== null && !holds(tree, this.root, selected)) this.select(null);
  }
  select(leaf: number | null): void {
    this.selection.select(leaf);
  }
}
