import anonymousBodies from './anonymous-bodies';
import dearQuestions from './dear-questions';
import fairShare from './fair-share';
import origins from './origins';
import plainText from './plain-text';
import refusedBodies from './refused-bodies';
import refusedInputs from './refused-inputs';
import refusedQueries from './refused-queries';
import temporaryFiles from './temporary-files';

export default {
  'anonymous-bodies': anonymousBodies,
  'dear-questions': dearQuestions,
  'fair-share': fairShare,
  origins,
  'plain-text': plainText,
  'refused-bodies': refusedBodies,
  'refused-inputs': refusedInputs,
  'refused-queries': refusedQueries,
  'temporary-files': temporaryFiles,
};
