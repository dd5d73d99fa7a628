/**
 * Runs the corpus in a page, and an ensemble by the page itself and by its workers, and sends what they give to the server, with violations of the page's policy and
 * errors: any browser that opens the page is tested, whether it can be driven or not.
 */
const violations = [];
const errors = [];
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => violations.push(blockedURI));
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));

async function outcome() {
  const { members, run } = await import('./corpus.js');
  const results = run();
  // violations are reported in tasks of their own
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { ...results, violations: [...violations], members: [await members(0), await members(2)], errors };
}

const report = await outcome().catch((error) => ({ errors: [...errors, `${error.stack ?? error}`] }));
await fetch('report', { method: 'POST', body: JSON.stringify(report) });
