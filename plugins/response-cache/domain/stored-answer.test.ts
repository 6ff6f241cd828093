import { openAnswer, sealAnswer, type StoredAnswer } from './stored-answer';

const answer: StoredAnswer = {
  key: 'rest\n/api/materials',
  kind: 'rest',
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-number': 1, 'x-list': ['a', 'b'] },
  dependencies: ['materials', 'materials.id=1'],
  expiresAt: 1000,
  position: { database: 'one', snapshot: '10:12:11', at: 5.5 },
  body: Buffer.from('{"data":"ä"}'),
};

describe('a stored answer', () => {
  it('comes back as it was', () => {
    expect(openAnswer(sealAnswer(answer, 'secret'), 'secret')).toEqual(answer);
  });

  it('is nothing when a single byte differs, or some are missing', () => {
    const bytes = sealAnswer(answer, 'secret');
    for (let index = 0; index < bytes.length; index += 1) {
      const other = Buffer.from(bytes);
      other.writeUInt8((other.readUInt8(index) + 1) % 256, index);
      expect(openAnswer(other, 'secret')).toBeNull();
      expect(openAnswer(bytes.subarray(0, index), 'secret')).toBeNull();
    }
  });

  it('is nothing to whoever has another secret', () => {
    expect(openAnswer(sealAnswer(answer, 'secret'), 'other')).toBeNull();
    expect(openAnswer(Buffer.from('garbage'.repeat(20)), 'secret')).toBeNull();
  });

  it('is nothing when it is sealed rightly but says something else', () => {
    const { kind: _kind, ...rest } = answer;
    expect(openAnswer(sealAnswer(rest as StoredAnswer, 'secret'), 'secret')).toBeNull();
  });
});
