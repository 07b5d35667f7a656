const core = require('botbuilder-core');

class BotFrameworkAdapter extends core.BotAdapter {
  constructor() {
    super();
    throw new Error('BotFrameworkAdapter is not part of this build');
  }
}

module.exports = { ...core, BotFrameworkAdapter, TeamsInfo: {} };
