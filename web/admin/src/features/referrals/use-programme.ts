import { getReferralProgrammeOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The programme in force, as far as lists need to know it. */
export function useProgramme() {
  const query = useQuery({ ...getReferralProgrammeOptions(), staleTime: 60_000 });
  const programme = query.data;
  return {
    programme,
    /** Nobody has published any yet. */
    isNew: programme?.version === 0,
    hasLinks: Boolean(programme?.enabled && programme.form_id),
  };
}
