import type { NewPlan, Plan, PlanFeature, PlanPatch } from '@perennial/api-client';
import { filledFields } from '../../../shared/forms/changed-fields';

/** A row of the form; what nobody touched yet is missing. */
export type FeatureValues = Partial<PlanFeature>;

/** What the form holds; the names are those of the API's body. */
export type PlanValues = Partial<
  Pick<NewPlan, 'name' | 'key' | 'description' | 'opening_fee' | 'annual_fee' | 'term_months'>
> & { features?: FeatureValues[] };

export function valuesOf(plan: Plan): PlanValues {
  const { name, description, opening_fee, annual_fee, term_months, features } = plan;
  return {
    name,
    description: description ?? null,
    opening_fee,
    annual_fee,
    term_months,
    // In the order of the form's fields, so that an untouched list compares as equal.
    features: features.map(({ name, name_zh, key, limit, included }) => ({
      name,
      name_zh: name_zh ?? null,
      key,
      limit: limit ?? null,
      included,
    })),
  };
}

export function newPlanBody({ features = [], ...values }: PlanValues): NewPlan {
  return { ...filledFields(values), features: features.map(featureBody) } as NewPlan;
}

export function planPatch(changes: Partial<PlanValues>): PlanPatch {
  const { features, ...rest } = changes;
  const patch = {
    ...rest,
    ...('features' in changes ? { features: (features ?? []).map(featureBody) } : {}),
  };
  return patch as PlanPatch;
}

/** A feature that is in the list is in the plan, unless somebody switched it off. */
function featureBody({ included = true, ...values }: FeatureValues): PlanFeature {
  return { ...filledFields(values), included } as PlanFeature;
}
