exports.delay = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
exports.maybeCast = (value) => value;
exports.stringify = (value, replacer, space) => JSON.stringify(value, replacer, space);
exports.stringExt = { isNilOrEmpty: (text) => !text };
exports.retry = async (attempt) => attempt(1);
