/**
 * Run in the frame, whose document scripts do not know: settles when the log is at its top, and the window has seen
 * that the reader no longer follows along.
 */
export const readFromTop = `new Promise((resolve) => {
  const log = document.querySelector('.log');
  const look = () =>
    log.scrollTop === 0
      ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))
      : requestAnimationFrame(look);
  look();
})`;
