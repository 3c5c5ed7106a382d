/** What the two public operations of a form exchange. */
export type FormField = { key: string; label: string; required: boolean; options?: string[] | null };

export type PublicForm = {
  locale: string;
  title: string;
  intro?: string | null;
  fields: FormField[];
  consent_text?: string | null;
  render_token: string;
  proof_of_work?: ProofOfWork | null;
};

export type ProofOfWork = { salt: string; difficulty: number };

export type Receipt = { thank_you?: string | null; redirect_url?: string | null };

export type FieldProblem = {
  pointer: string;
  message: string;
  code?: string;
  params?: { seconds?: number };
};

export type Problem = { status: number; code?: string; detail?: string; errors?: FieldProblem[] };
