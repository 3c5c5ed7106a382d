/** What the two public operations of a form exchange. */
export type FormField = { key: string; label: string; required: boolean; options?: string[] | null };

export type FormTheme = {
  accent?: string | null;
  scheme: 'auto' | 'light' | 'dark';
  radius: number;
  spacing: 'compact' | 'normal' | 'roomy';
};

export type PublicForm = {
  theme: FormTheme;
  locale: string;
  title: string;
  intro?: string | null;
  fields: FormField[];
  consent_text?: string | null;
  render_token: string;
  proof_of_work?: ProofOfWork | null;
};

export type ProofOfWork = { salt: string; difficulty: number };

export type Receipt = {
  thank_you?: string | null;
  redirect_url?: string | null;
  confirm_by_email?: boolean;
};

export type FieldProblem = {
  pointer: string;
  message: string;
  code?: string;
  params?: { seconds?: number };
};

export type Problem = { status: number; code?: string; detail?: string; errors?: FieldProblem[] };
