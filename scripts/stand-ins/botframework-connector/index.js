class Absent {
  constructor() {
    throw new Error('botframework-connector is not part of this build');
  }
}

class ClaimsIdentity {
  constructor(claims = [], authenticationType) {
    this.claims = claims;
    this.authenticationType = authenticationType;
  }
}

module.exports = {
  ClaimsIdentity,
  ConnectorClient: Absent,
  TokenApiClient: Absent,
  BotFrameworkAuthentication: Absent,
  CertificateServiceClientCredentialsFactory: Absent,
  JwtTokenProviderFactory: Absent,
  ManagedIdentityServiceClientCredentialsFactory: Absent,
  // Subclassed when botbuilder-core loads, so it must be constructible.
  PasswordServiceClientCredentialFactory: class {},
  BotFrameworkAuthenticationFactory: { create: () => new Absent() },
  AuthenticationConstants: {},
  GovernmentConstants: {},
  SkillValidation: { isSkillClaim: () => false },
  JwtTokenValidation: { getAppIdFromClaims: () => '' },
  AseChannelValidation: { init() {} },
};
