import anonymousForms from './anonymous-forms';
import fairShare from './fair-share';
import origins from './origins';
import plainText from './plain-text';
import refusedBodies from './refused-bodies';
import refusedQueries from './refused-queries';
import temporaryFiles from './temporary-files';

export default {
  'anonymous-forms': anonymousForms,
  'fair-share': fairShare,
  origins,
  'plain-text': plainText,
  'refused-bodies': refusedBodies,
  'refused-queries': refusedQueries,
  'temporary-files': temporaryFiles,
};
