import { describe, expect, it } from 'vitest';
import { ApiProblem, pointerToPath, toProblem } from './problem';

describe('toProblem', () => {
  it('keeps code, request id and every field error of a problem document', () => {
    const errors = [
      { pointer: '/email', code: 'too_long', message: 'at most 254 characters', params: { max: 254 } },
    ];
    const body = { title: 'Invalid', code: 'validation_failed', request_id: 'req_1', errors };
    const problem = toProblem(body, new Response(null, { status: 422 }));
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed', requestId: 'req_1', errors });
  });

  it('tells why the present state forbids something: the reason stands in the title', () => {
    const title = 'This isn’t possible now: somebody else was faster';
    const body = { title, detail: null, code: 'wrong_state', params: { reason: 'somebody else was faster' } };
    expect(toProblem(body, new Response(null, { status: 409 })).detail).toBe(title);
    expect(new ApiProblem(404, { title: 'Not found', detail: null }).detail).toBeUndefined();
  });

  it('calls a request without an answer unreachable', () => {
    expect(toProblem(new TypeError('Failed to fetch'))).toMatchObject({
      status: 0,
      code: 'unreachable',
      errors: [],
    });
  });

  it('takes the request id from the header when the body is not a problem document', () => {
    const response = new Response('<html>', { status: 502, headers: { 'x-request-id': 'req_2' } });
    expect(toProblem('<html>', response)).toMatchObject({ status: 502, code: 'unknown', requestId: 'req_2' });
  });

  it('leaves a problem as it is', () => {
    const problem = new ApiProblem(409, { code: 'conflict' });
    expect(toProblem(problem)).toBe(problem);
  });
});

describe('pointerToPath', () => {
  it.each([
    ['/email', ['email']],
    ['/touch/utm/source', ['touch', 'utm', 'source']],
    ['/fields/0/label', ['fields', 0, 'label']],
    ['/attributes/a~1b~0c', ['attributes', 'a/b~c']],
  ])('reads %s', (pointer, path) => {
    expect(pointerToPath(pointer)).toEqual(path);
  });
});
