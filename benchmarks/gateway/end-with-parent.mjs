/** Ends this process when the one that started it is gone or asks for it, whatever is under way. */
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
process.on('SIGINT', () => undefined); // Ctrl-C reaches every process; the one that started this one ends it
