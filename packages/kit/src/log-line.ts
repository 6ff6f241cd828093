/** What stands in place of a secret. */
const HIDDEN = '…';

/** Ends of a value in a line of the log: the address goes on, or it is over. */
const END = String.raw`(?=[/?#&\s]|$)`;

/** Tokens of orders and places on a waitlist, and previews, which are signed: whoever reads one can see or change something in somebody's name. */
const TOKEN = new RegExp(String.raw`(?<=/)(?:[\w-]+\.)?[\w-]{43}${END}`, 'g');

/** Parameters that hold a secret, or words that somebody looked for, such as the name of a reader. */
const SECRET_PARAMETERS = [
  'access_token', 'code', 'confirmation', 'email', 'id_token', 'password', 'preview', 'refresh_token', 'registrationToken', 'resetPasswordToken',
  'search', 'state_token', 'token', '_q',
]; // prettier-ignore

const SECRET_VALUE = new RegExp(String.raw`(?<=[?&](?:${SECRET_PARAMETERS.join('|')})=)[^&#\s]*`, 'g');

/** A line of the log without the secret tokens and the words of searches that addresses hold. */
export const withoutSecrets = (line: string): string => line.replace(TOKEN, HIDDEN).replace(SECRET_VALUE, HIDDEN);
