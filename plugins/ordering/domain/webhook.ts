/** A receiver's address: http or https, and no password in it, because addresses are logged by whoever passes them on. */
export const isWebhookAddress = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
};

/** A symmetric secret as the Standard Webhooks specification has it: `whsec_` and 24 to 64 bytes in base64. */
export const isWebhookSecret = (value: string): boolean => {
  const [, base64] = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(value) ?? [];
  if (base64 === undefined) return false;
  const bytes = (base64.length / 4) * 3 - (base64.match(/=/g)?.length ?? 0);
  return bytes >= 24 && bytes <= 64;
};
