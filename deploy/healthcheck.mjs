/** Ends with 0 where the server has started: for containers, which have no curl. */
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 1337}/_health`);
process.exitCode = answer.ok ? 0 : 1;
