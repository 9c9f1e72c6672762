/** The characters that LaTeX commands stand for. */

/** Combining characters of the accent commands. */
export const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030A',
  H: '\u030B',
  v: '\u030C',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
  hat: '\u0302',
  tilde: '\u0303',
  bar: '\u0304',
  vec: '\u20D7',
  dot: '\u0307',
  ddot: '\u0308',
  overline: '\u0305',
  widehat: '\u0302',
  widetilde: '\u0303',
  underline: '\u0332',
};

/** Pairs "command character", one after the other. */
function table(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.trim().split(/\s+/u);
  const entries: [string, string][] = [];
  for (let i = 0; i + 1 < words.length; i += 2) entries.push([words[i] ?? '', words[i + 1] ?? '']);
  return new Map(entries);
}

/** Characters by the command that writes them. */
export const symbols = table(`
  alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
  kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ
  upsilon υ phi φ varphi ϕ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
  Upsilon Υ Phi Φ Psi Ψ Omega Ω textmu µ textalpha α textbeta β
  times × cdot · div ÷ pm ± mp ∓ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ wedge ∧ vee ∨
  cap ∩ cup ∪ setminus ∖ leq ≤ le ≤ leqslant ≤ geq ≥ ge ≥ geqslant ≥ neq ≠ ne ≠ equiv ≡ sim ∼ simeq ≃
  approx ≈ cong ≅ propto ∝ ll ≪ gg ≫ lesssim ≲ gtrsim ≳ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇
  in ∈ ni ∋ notin ∉ forall ∀ exists ∃ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ infty ∞ partial ∂ nabla ∇
  sum ∑ prod ∏ int ∫ oint ∮ sqrt √ perp ⊥ parallel ∥ mid | vert | Vert ‖ lVert ‖ rVert ‖ lvert | rvert |
  to → rightarrow → longrightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ implies ⇒ iff ⇔
  Leftrightarrow ⇔ mapsto ↦ uparrow ↑ downarrow ↓ hookrightarrow ↪ rightleftharpoons ⇌
  langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ ldots … dots … cdots … vdots ⋮ ell ℓ hbar ℏ Re ℜ Im ℑ
  aleph ℵ prime ′ dagger † dag † ddagger ‡ ddag ‡ S § P ¶ copyright © textcopyright © textregistered ®
  texttrademark ™ pounds £ textsterling £ texteuro € euro € textdegree ° degree ° textpm ± texttimes ×
  ss ß ae æ AE Æ oe œ OE Œ aa å AA Å o ø O Ø l ł L Ł i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ
  textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
  textbackslash \\ textless < textgreater > textbar | textasciitilde ~ textasciicircum ^ textunderscore _
  textellipsis … textbullet • textperiodcentered · guillemotleft « guillemotright » odots ⊙ odotsun ⊙
  sun ☉ square □ Box □ triangle △ checkmark ✓ top ⊤ bot ⊥ models ⊨ vdash ⊢ succ ≻ prec ≺ asymp ≍
  TeX TeX LaTeX LaTeX LaTeXe LaTeX2ε BibTeX BibTeX XeTeX XeTeX pdfTeX pdfTeX
  lbrace { rbrace } colon : angle ∠ deg °
`);

const superscripts = new Map(
  [...'0123456789+-=()niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ'].map((char, i) => [
    char,
    [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ'][i] ?? char,
  ]),
);
const subscripts = new Map(
  [...'0123456789+-=()aehijklmnoprstuvxβγρφχ'].map((char, i) => [
    char,
    [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ'][i] ?? char,
  ]),
);

/** Letters of `\\mathbb`. */
export const doubleStruck = new Map(
  [...'CHNPQRZ'].map((char, i) => [char, [...'ℂℍℕℙℚℝℤ'][i] ?? char]),
);

/** A raised or lowered text: in small characters where Unicode has them all, else after ^ or _. */
export function script(text: string, mark: '^' | '_'): string {
  const small = mark === '^' ? superscripts : subscripts;
  const plain = text.trim();
  if (plain === '') return '';
  if (mark === '^' && /^(?:∘|°)$/u.test(plain)) return '°';
  if (mark === '^' && /^[′∗*†‡]+$/u.test(plain)) return plain;
  const characters = [...plain];
  if (characters.length <= 8 && characters.every((char) => small.has(char))) {
    return characters.map((char) => small.get(char)).join('');
  }
  return characters.length === 1 ? mark + plain : `${mark}{${plain}}`;
}
