/**
 * The Greek letters of ISO 8879 that HTML does not have: the sets ISOgrk1 (`&mgr;`), ISOgrk2 with
 * accents (`&aacgr;`) and ISOgrk4 in bold (`&b.mu;`). Databases that grew up with SGML, such as INSPEC,
 * write them still. After W3C, XML Entity Definitions for Characters, https://www.w3.org/TR/xml-entity-names/.
 */

/** Stems of ISOgrk1 in the order of the alphabet, final sigma last. */
const stems = 'a b g d e z ee th i k l m n x o p r s t u ph kh ps oh sf'.split(' ');
const small = [...'αβγδεζηθικλμνξοπρστυφχψως'];

/** ISOgrk2, entity and letter in turn. */
const accented =
  'aacgr ά eacgr έ eeacgr ή iacgr ί idigr ϊ idiagr ΐ oacgr ό uacgr ύ udigr ϋ udiagr ΰ ohacgr ώ ' +
  'Aacgr Ά Eacgr Έ EEacgr Ή Iacgr Ί Idigr Ϊ Oacgr Ό Uacgr Ύ Udigr Ϋ OHacgr Ώ';

/** ISOgrk4, names without the "b." in front. */
const bold =
  'alpha α beta β gamma γ gammad ϝ delta δ epsi ε epsis ϵ epsiv ε zeta ζ eta η thetas θ thetav ϑ iota ι ' +
  'kappa κ kappav ϰ lambda λ mu μ nu ν xi ξ pi π piv ϖ rho ρ rhov ϱ sigma σ sigmav ς tau τ upsi υ ' +
  'phis φ phiv ϕ chi χ psi ψ omega ω Gamma Γ Gammad Ϝ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsi ϒ ' +
  'Phi Φ Psi Ψ Omega Ω';

function* pairs(list: string, prefix: string): Generator<[string, string]> {
  const words = list.split(' ');
  for (let i = 0; i + 1 < words.length; i += 2) {
    yield [`${prefix}${words[i] ?? ''}`, words[i + 1] ?? ''];
  }
}

/** Letters by the name of their entity, without ampersand and semicolon. */
export const greekEntities: ReadonlyMap<string, string> = new Map([
  ...stems.map((stem, i): [string, string] => [`${stem}gr`, small[i] ?? '']),
  // Of the final sigma there is no capital.
  ...stems
    .slice(0, -1)
    .map((stem, i): [string, string] => [
      `${stem.toUpperCase()}gr`,
      (small[i] ?? '').toUpperCase(),
    ]),
  ...pairs(accented, ''),
  ...pairs(bold, 'b.'),
]);
