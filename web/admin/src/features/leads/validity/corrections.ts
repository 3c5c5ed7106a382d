import type { CriterionAnswer, CriterionReview } from '@perennial/api-client';

type Part = Partial<Pick<CriterionAnswer, 'answer' | 'evidence'>>;

/** The corrections with one criterion changed; one that says what is known already is none. */
export function corrected(
  corrections: readonly CriterionAnswer[],
  known: CriterionReview,
  part: Part,
): CriterionAnswer[] {
  const { criterion, answer, evidence = null } = known;
  const old = corrections.find((each) => each.criterion === criterion) ?? { criterion, answer, evidence };
  const isOther = part.answer !== undefined && part.answer !== old.answer;
  // The ground of another answer is none for this one.
  const next: CriterionAnswer = { ...old, ...(isOther ? { evidence: null } : {}), ...part };
  const rest = corrections.filter((each) => each.criterion !== criterion);
  const isSame = next.answer === answer && (next.evidence?.trim() || null) === (evidence?.trim() || null);
  return isSame ? rest : [...rest, next];
}

/** A no without a word. */
export function lacksEvidence({ answer, evidence }: CriterionAnswer): boolean {
  return answer === 'no' && !evidence?.trim();
}
