// @vitest-environment jsdom
import { ApiProblem } from '@perennial/api-client';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Form, Input } from 'antd';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import common from '../locales/en/common.json';
import { ProblemForm } from './problem-form';
import { useProblemForm } from './use-problem-form';

type Values = { name: string; touch: { source: string } };

function LeadForm({ submit, onDone = () => {} }: { submit: () => Promise<unknown>; onDone?: () => void }) {
  const form = useProblemForm({ submit: (_: Values) => submit(), onDone });
  return (
    <ProblemForm of={form}>
      <Form.Item name="name" label="Name">
        <Input />
      </Form.Item>
      <Form.Item name={['touch', 'source']} label="Source">
        <Input />
      </Form.Item>
      <button type="submit">send</button>
    </ProblemForm>
  );
}

const send = () => fireEvent.click(screen.getByRole('button', { name: 'send' }));
const refuse = (errors: ApiProblem['errors'], detail?: string) => () =>
  Promise.reject(new ApiProblem(422, { errors, ...(detail ? { detail } : {}) }));

beforeAll(async () => {
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'common', resources: { en: { common } } });
});
afterEach(cleanup);

describe('a form with problems', () => {
  it('marks every wrong field at once, nested ones too, and says nothing on top', async () => {
    const errors = [
      { pointer: '/name', code: 'too_long', message: 'too long a name' },
      { pointer: '/touch/source', code: 'unknown', message: 'no such source' },
    ];
    render(<LeadForm submit={refuse(errors, 'Two fields are wrong')} />);
    send();
    expect(await screen.findByText('too long a name')).toBeTruthy();
    expect(screen.getByText('no such source')).toBeTruthy();
    expect(screen.queryByText('Two fields are wrong')).toBeNull();
  });

  it('marks the field of a list in which one entry is wrong', async () => {
    const errors = [{ pointer: '/name/1', code: 'invalid_format', message: 'the second is no origin' }];
    render(<LeadForm submit={refuse(errors, 'One entry is wrong')} />);
    send();
    expect(await screen.findByText('the second is no origin')).toBeTruthy();
    expect(screen.queryByText('One entry is wrong')).toBeNull();
  });

  it('shows what belongs to no field on top', async () => {
    const errors = [{ pointer: '/stage_id', code: 'unknown', message: 'that stage was removed' }];
    render(<LeadForm submit={refuse(errors, 'The lead can’t be saved')} />);
    send();
    expect(await screen.findByText('that stage was removed')).toBeTruthy();
    expect(screen.getByText('The lead can’t be saved', { exact: false })).toBeTruthy();
  });

  it('says that the server is unreachable when no answer came', async () => {
    render(<LeadForm submit={() => Promise.reject(new TypeError('Failed to fetch'))} />);
    send();
    expect(await screen.findByText(common.problem.unreachable)).toBeTruthy();
  });

  it('is done after an accepted submission', async () => {
    const onDone = vi.fn();
    render(<LeadForm submit={async () => ({ id: 'lead_1' })} onDone={onDone} />);
    send();
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });
});
