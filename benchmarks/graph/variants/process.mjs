/** How a variant's process begins and ends; `settings` is what it was started for. */
import '../../gateway/end-with-parent.mjs';

export const settings = JSON.parse(process.argv[2] ?? '{}');
export const tell = (message) => process.send(message);
