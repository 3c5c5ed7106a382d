/** What the public operations of forms and quotes exchange. */
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

export type Money = { amount: number; currency: string };

export type QuoteLine = {
  text: string;
  seats?: number | null;
  quantity: number;
  unit_price: Money;
  billing: 'once' | 'yearly';
  discount_basis_points: number;
  total: Money;
};

export type PublicQuote = {
  seller: string;
  number: string;
  status: 'sent' | 'accepted' | 'declined' | 'expired';
  recipient_name?: string | null;
  recipient_company?: string | null;
  locale: string;
  lines: QuoteLine[];
  totals: { once: Money; yearly: Money; first_year: Money; discount: Money };
  sent_on?: string | null;
  valid_until: string;
  terms?: string | null;
  answered_at?: string | null;
  answered_by_name?: string | null;
};

export type QuoteAnswer = { decision: 'accepted' | 'declined'; name: string; reason?: string };
