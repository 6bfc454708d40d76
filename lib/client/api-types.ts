// The types of the API, made from its OpenAPI document by `npm run client`. Do not edit them.

export interface paths {
  "/api/v1/credentials": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List credentials
     * @description A page of tiles. No key is in it, and none is opened for it.
     *
     *   For every member; a token needs `credentials:read`.
     */
    get: operations["listCredentials"];
    put?: never;
    /**
     * Save a credential
     * @description Seals the key to the credential and saves both. With an `id` of your own it is safe to retry. Saving never waits for the service: test it afterwards.
     *
     *   For the roles member, admin, owner; a token needs `credentials:write`.
     */
    post: operations["createCredential"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Test a key that is not saved
     * @description Asks the service whether it takes the key, and keeps nothing.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    post: operations["testKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/bin": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List deleted credentials
     * @description What is in the bin, until its sealed key is destroyed.
     *
     *   For the roles admin, owner; a token needs `credentials:write`.
     */
    get: operations["listDeletedCredentials"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/bin/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Destroy a deleted credential
     * @description Destroys its sealed key at once. Nothing brings it back.
     *
     *   For the roles admin, owner; a token needs `credentials:write`.
     */
    delete: operations["destroyDeletedCredential"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a credential
     * @description One tile, with its revision as ETag.
     *
     *   For every member; a token needs `credentials:read`.
     */
    get: operations["getCredential"];
    put?: never;
    post?: never;
    /**
     * Delete a credential
     * @description Puts it into the bin, from where it can be restored. Refused while anything uses it.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `credentials:write`.
     */
    delete: operations["deleteCredential"];
    options?: never;
    head?: never;
    /**
     * Edit a credential
     * @description What is left out stays. Another environment moves the credential: its key is sealed to the new one, and its verdict is forgotten.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `credentials:write`.
     */
    patch: operations["editCredential"];
    trace?: never;
  };
  "/api/v1/credentials/{id}/key": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Replace the key
     * @description Tests the new key first, and refuses one that the service rejects unless `force` says otherwise. With another `environment` it is tested there, and the credential moves with it. What was known of the earlier key's expiry goes with it: say `expiresAt` of the new one. The earlier key can be brought back for a while.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `credentials:write`.
     */
    put: operations["replaceKey"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/key/undo": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring the earlier key back
     * @description Undoes the last replacement, until `undoUntil`: the key comes back with the environment, the expiry and the verdict that it had.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `credentials:write`.
     */
    post: operations["undoKeyReplacement"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Test a saved credential
     * @description Asks the service whether it takes the key, and keeps the verdict. With `environment` it tries another one and keeps nothing.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    post: operations["testCredential"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview rows
     * @description A few rows of one of the connector's endpoints, read with the credential.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    post: operations["previewRows"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/duplicate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Duplicate a credential
     * @description A new credential of the same connector, in the same or another environment, with its own key.
     *
     *   For the roles member, admin, owner; a token needs `credentials:write`.
     */
    post: operations["duplicateCredential"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Restore a deleted credential
     * @description Takes it out of the bin, under another name where its own was taken meanwhile.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `credentials:write`.
     */
    post: operations["restoreCredential"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what uses a credential
     * @description The sources and destinations that use it, the newest first.
     *
     *   For every member; a token needs `integrations:read`.
     */
    get: operations["getUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/usage/move": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Move all sources and destinations to another credential
     * @description In one step: each of them uses the other credential from then on.
     *
     *   For the roles member, admin, owner (a member with what is their own); a token needs `integrations:write` and `credentials:write`.
     */
    post: operations["moveUsage"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/receipts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count what its key was used for
     * @description By day in UTC, and by who used it, where to and how it was answered. It is at most a second behind, and counts tests, too.
     *
     *   For every member; a token needs `credentials:read`.
     */
    get: operations["getReceipts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/verdicts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List what tests have found
     * @description The last 50 verdicts, the newest first.
     *
     *   For every member; a token needs `credentials:read`.
     */
    get: operations["listVerdicts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/credentials/{id}/proxy/{path}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Send a GET to the service
     * @description A GET or a HEAD to the credential's Base URL, with its key. Path and query go as they were sent, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as `..` or an escaped slash.
     *
     *   The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    get: operations["getThroughCredential"];
    /**
     * Send a PUT to the service
     * @description A PUT to the credential's Base URL, with its key. Path and query go as they were sent, the body while it comes, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as `..` or an escaped slash.
     *
     *   The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    put: operations["putThroughCredential"];
    /**
     * Send a POST to the service
     * @description A POST to the credential's Base URL, with its key. Path and query go as they were sent, the body while it comes, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as `..` or an escaped slash.
     *
     *   The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    post: operations["postThroughCredential"];
    /**
     * Send a DELETE to the service
     * @description A DELETE to the credential's Base URL, with its key. Path and query go as they were sent, the body while it comes, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as `..` or an escaped slash.
     *
     *   The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    delete: operations["deleteThroughCredential"];
    options?: never;
    head?: never;
    /**
     * Send a PATCH to the service
     * @description A PATCH to the credential's Base URL, with its key. Path and query go as they were sent, the body while it comes, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as `..` or an escaped slash.
     *
     *   The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    patch: operations["patchThroughCredential"];
    trace?: never;
  };
  "/api/v1/sources": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List sources
     * @description A page of sources, the newest first.
     *
     *   For every member; a token needs `integrations:read`.
     */
    get: operations["listSources"];
    put?: never;
    /**
     * Create a source
     * @description A source of the credential's connector. With an `id` of your own it is safe to retry.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    post: operations["createSource"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sources/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a source
     * @description One source, and the credential that it uses.
     *
     *   For every member; a token needs `integrations:read`.
     */
    get: operations["getSource"];
    put?: never;
    post?: never;
    /**
     * Delete a source
     * @description Takes effect at once. Its credential stays, and counts it as a user no more.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    delete: operations["deleteSource"];
    options?: never;
    head?: never;
    /**
     * Edit a source
     * @description What is left out stays. Another credential must be of the same connector; settings take the place of all that there were.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    patch: operations["editSource"];
    trace?: never;
  };
  "/api/v1/destinations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List destinations
     * @description A page of destinations, the newest first.
     *
     *   For every member; a token needs `integrations:read`.
     */
    get: operations["listDestinations"];
    put?: never;
    /**
     * Create a destination
     * @description A destination of the credential's connector. With an `id` of your own it is safe to retry.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    post: operations["createDestination"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/destinations/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a destination
     * @description One destination, and the credential that it uses.
     *
     *   For every member; a token needs `integrations:read`.
     */
    get: operations["getDestination"];
    put?: never;
    post?: never;
    /**
     * Delete a destination
     * @description Takes effect at once. Its credential stays, and counts it as a user no more.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    delete: operations["deleteDestination"];
    options?: never;
    head?: never;
    /**
     * Edit a destination
     * @description What is left out stays. Another credential must be of the same connector; settings take the place of all that there were.
     *
     *   For the roles member, admin, owner; a token needs `integrations:write`.
     */
    patch: operations["editDestination"];
    trace?: never;
  };
  "/api/v1/destinations/{id}/records": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Write records into a destination
     * @description JSON Lines, one record a line, written while they come. Each line is answered with what became of it, in their order, and the last line of the answer says how it ended: an answer without that line broke off. Read the answer while you send: what is not read holds up the writing.
     *
     *   Lines are checked first, and what is wrong with one says nothing of the others. A line is at most 64 KiB. What is `not_tried` can be sent again as it is. Where the service knows a record again by its id, so can all that was not answered.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    post: operations["pushRecords"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sources/{id}/records": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read the records of a source
     * @description All records of the source as JSON Lines, each as the service wrote it. After each page of them, and at the end, stands a line with the one field `$tessera`: its `cursor` says where to go on after the records above. The last line also has `end`: `complete`, `limit`, or `broken` with a `problem`; an answer without it was cut off. Whoever keeps the records above the last such line, and goes on with its cursor, misses none and has none twice. The cursor is of this source only, and keeps `since`.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    get: operations["readRecords"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sources/{id}/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Preview a source
     * @description At most 10 rows of the source, ready for a table.
     *
     *   For the roles member, admin, owner; a token needs `credentials:use`.
     */
    get: operations["previewSource"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/connectors": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List connectors
     * @description The services that Tessera knows, with their Base URLs and endpoints.
     *
     *   For every member and every token.
     */
    get: operations["listConnectors"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Find by name
     * @description A few credentials, sources and destinations. A token finds what its scopes let it see.
     *
     *   For every member and every token.
     */
    get: operations["search"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/activity": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List activity
     * @description A page of what was done, the newest first.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["listActivity"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/activity/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export activity
     * @description All that was done, as JSON Lines, one event a line.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["exportActivity"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API tokens
     * @description A page of tokens, without what they are sent as.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["listTokens"];
    put?: never;
    /**
     * Create an API token
     * @description Answers the token itself, once: nobody can read it again.
     *
     *   For the roles admin, owner; no token may.
     */
    post: operations["createToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke an API token
     * @description It stops working at once, and stays in the list.
     *
     *   For the roles admin, owner; no token may.
     */
    delete: operations["revokeToken"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhook": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the webhook
     * @description Null where none is set.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["getWebhook"];
    /**
     * Set the webhook
     * @description Answers the secret that events are signed with, once, where there was no webhook before.
     *
     *   For the roles admin, owner; no token may.
     */
    put: operations["setWebhook"];
    post?: never;
    /**
     * Remove the webhook
     * @description Nothing is sent any more.
     *
     *   For the roles admin, owner; no token may.
     */
    delete: operations["removeWebhook"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhook/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List deliveries
     * @description The latest events, and how each went.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["listDeliveries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhook/secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace the secret
     * @description Answers the new secret, once.
     *
     *   For the roles admin, owner; no token may.
     */
    post: operations["replaceWebhookSecret"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhook/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try the webhook
     * @description Sends an event of its own, and answers how that went.
     *
     *   For the roles admin, owner; no token may.
     */
    post: operations["testWebhook"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List members
     * @description A page of the organization's members.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["listMembers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/members/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a member
     * @description Everybody may remove themselves, an admin also others; the last owner stays.
     *
     *   For every member with themselves, for admins and owners with others; no token may.
     */
    delete: operations["removeMember"];
    options?: never;
    head?: never;
    /**
     * Change a member's role
     * @description From the next request of that person on.
     *
     *   For the roles admin, owner; no token may.
     */
    patch: operations["changeRole"];
    trace?: never;
  };
  "/api/v1/members/{id}/transfer": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Hand the ownership over
     * @description The member becomes owner, and whoever hands it over an admin.
     *
     *   For the roles owner; no token may.
     */
    post: operations["transferOwnership"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List open invitations
     * @description Without their links.
     *
     *   For the roles admin, owner; no token may.
     */
    get: operations["listInvitations"];
    put?: never;
    /**
     * Invite somebody
     * @description Answers the link once, and sends it where mail is configured.
     *
     *   For the roles admin, owner; no token may.
     */
    post: operations["inviteMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Withdraw an invitation
     * @description Its link opens nothing any more.
     *
     *   For the roles admin, owner; no token may.
     */
    delete: operations["withdrawInvitation"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation
     * @description For whoever is signed in with the address that was invited.
     *
     *   For whoever is signed in; no token may.
     */
    post: operations["acceptInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations/register": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Make an account by an invitation
     * @description For who has none yet. Signs them in: the answer sets the session's cookie.
     *
     *   Asks nobody to sign in.
     */
    post: operations["registerMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List one's organizations
     * @description All of which one is a member.
     *
     *   For whoever is signed in; no token may.
     */
    get: operations["listOrganizations"];
    put?: never;
    /**
     * Create an organization
     * @description With oneself as owner, and switches to it.
     *
     *   For whoever is signed in; no token may.
     */
    post: operations["createOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Rename the organization
     * @description The one that the session looks at.
     *
     *   For the roles owner; no token may.
     */
    patch: operations["renameOrganization"];
    trace?: never;
  };
  "/api/v1/organizations/{id}/select": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Switch to an organization
     * @description What the session looks at from then on.
     *
     *   For whoever is signed in; no token may.
     */
    post: operations["selectOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one's account
     * @description Whoever is signed in.
     *
     *   For whoever is signed in; no token may.
     */
    get: operations["getAccount"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Rename one's account
     * @description The name that others see.
     *
     *   For whoever is signed in; no token may.
     */
    patch: operations["changeAccount"];
    trace?: never;
  };
  "/api/v1/account/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Change one's password
     * @description Ends all other sessions, and gives this one a new cookie.
     *
     *   For whoever is signed in; no token may.
     */
    put: operations["changePassword"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List where one is signed in
     * @description The newest sessions, the one that asks first.
     *
     *   For whoever is signed in; no token may.
     */
    get: operations["listSessions"];
    put?: never;
    post?: never;
    /**
     * Sign out everywhere else
     * @description Ends every session but the one that asks.
     *
     *   For whoever is signed in; no token may.
     */
    delete: operations["endOtherSessions"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a session
     * @description One of one's own.
     *
     *   For whoever is signed in; no token may.
     */
    delete: operations["endSession"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/owner": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create the first account
     * @description For the first visitor alone. Signs them in: the answer sets the session's cookie.
     *
     *   Asks nobody to sign in.
     */
    post: operations["createOwner"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get this document
     * @description OpenAPI 3.1 of the API, made from the schemas that its routes use.
     *
     *   For every member and every token.
     */
    get: operations["getOpenApiDocument"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @example {
     *     "type": "about:blank",
     *     "title": "Not found",
     *     "status": 404,
     *     "detail": "There is no such credential, or it is not yours to see.",
     *     "code": "not_found",
     *     "requestId": "019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0"
     *   }
     */
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      code: string;
      requestId: string;
      errors?: {
        field: string;
        message: string;
      }[];
      usedBy?: {
        id: string;
        /** @enum {string} */
        direction: "source" | "destination";
        name: string;
      }[];
      found?: {
        verdict: string;
        message: string;
        status: number | null;
        traceId: string | null;
      };
      credential?: {
        id: string;
        name: string;
        environment: string;
      };
    };
    /**
     * @example {
     *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *     "connector": "people-ai",
     *     "environment": "production",
     *     "name": "Sales data",
     *     "description": "Read by the nightly load.",
     *     "keyHint": "7f3a",
     *     "mosaic": "25:012012012012012",
     *     "verdict": "valid",
     *     "verdictDetail": "People.ai accepted the key.",
     *     "testedAt": "2026-11-24T08:00:00.000Z",
     *     "verdictSince": "2026-11-24T08:00:00.000Z",
     *     "unreachableAt": null,
     *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": "2027-11-24T23:59:59.999Z",
     *     "keyReplacedAt": null,
     *     "undoUntil": null,
     *     "revision": 1,
     *     "usedBy": {
     *     "sources": 1,
     *     "destinations": 0
     *     },
     *     "owner": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "updatedAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    Credential: {
      id: string;
      connector: string;
      environment: string;
      name: string;
      description: string;
      keyHint: string;
      mosaic: string;
      /** @enum {string} */
      verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
      verdictDetail: string | null;
      testedAt: string | null;
      verdictSince: string | null;
      unreachableAt: string | null;
      lastUsedAt: string | null;
      expiresAt: string | null;
      keyReplacedAt: string | null;
      undoUntil: string | null;
      revision: number;
      usedBy: {
        sources: number;
        destinations: number;
      };
      owner: {
        id: string;
        name: string;
      } | null;
      createdAt: string;
      updatedAt: string;
    };
    NewCredential: {
      /** Format: uuid */
      id?: string;
      connector: string;
      environment: string;
      name: string;
      /** @default  */
      description?: string;
      apiKey: string;
      /** @enum {string} */
      sameKey?: "allow" | "refuse";
      expiresAt?: (string) | null;
    };
    UnsavedKey: {
      connector: string;
      environment: string;
      apiKey: string;
    };
    /**
     * @example {
     *     "verdict": "valid",
     *     "message": "People.ai accepted the key.",
     *     "status": 200,
     *     "latencyMs": 84,
     *     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
     *     "testedAt": "2026-11-24T08:00:00.000Z",
     *     "request": {
     *     "method": "GET",
     *     "url": "https://api.people.ai/v0/public/teams?limit=1",
     *     "header": "X-API-Key"
     *     }
     *   }
     */
    TestResult: {
      /** @enum {string} */
      verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
      message: string;
      status: number | null;
      latencyMs: number | null;
      traceId: string | null;
      testedAt: string;
      request: {
        method: string;
        url: string;
        header: string;
      } | null;
    };
    /**
     * @example {
     *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *     "connector": "people-ai",
     *     "environment": "production",
     *     "name": "Sales data",
     *     "keyHint": "7f3a",
     *     "mosaic": "25:012012012012012",
     *     "owner": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "deletedBy": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "deletedAt": "2026-11-24T08:00:00.000Z",
     *     "destroyAt": "2026-12-24T08:00:00.000Z"
     *   }
     */
    DeletedCredential: {
      id: string;
      connector: string;
      environment: string;
      name: string;
      keyHint: string;
      mosaic: string;
      owner: {
        id: string;
        name: string;
      } | null;
      deletedBy: {
        id: string;
        name: string;
      } | null;
      deletedAt: string;
      destroyAt: string;
    };
    CredentialChanges: {
      name?: string;
      description?: string;
      environment?: string;
      expiresAt?: (string) | null;
      evenIfUsed?: boolean;
    };
    NewKey: {
      apiKey: string;
      force?: boolean;
      /** @enum {string} */
      sameKey?: "allow" | "refuse";
      environment?: string;
      evenIfUsed?: boolean;
      expiresAt?: (string) | null;
    };
    /**
     * @example {
     *     "verdict": "valid",
     *     "message": "People.ai accepted the key.",
     *     "status": 200,
     *     "latencyMs": 84,
     *     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
     *     "testedAt": "2026-11-24T08:00:00.000Z",
     *     "request": {
     *     "method": "GET",
     *     "url": "https://api.people.ai/v0/public/teams?limit=1",
     *     "header": "X-API-Key"
     *     }
     *   }
     */
    SavedTestResult: {
      /** @enum {string} */
      verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
      message: string;
      status: number | null;
      latencyMs: number | null;
      traceId: string | null;
      testedAt: string;
      request: {
        method: string;
        url: string;
        header: string;
      } | null;
      credential?: components["schemas"]["Credential"];
    };
    /**
     * @example {
     *     "columns": [
     *     "id",
     *     "name"
     *     ],
     *     "rows": [
     *     [
     *       "a-1",
     *       "Acme"
     *     ]
     *     ],
     *     "total": 412,
     *     "latencyMs": 120,
     *     "request": {
     *     "method": "GET",
     *     "url": "https://api.people.ai/v0/public/accounts?limit=10",
     *     "header": "X-API-Key"
     *     }
     *   }
     */
    SampleRows: {
      columns: string[];
      rows: (string | number | boolean | null)[][];
      total: number | null;
      latencyMs: number;
      request: {
        method: string;
        url: string;
        header: string;
      };
    };
    Duplicate: {
      /** Format: uuid */
      id?: string;
      environment: string;
      name: string;
      description?: string;
      apiKey: string;
      /** @enum {string} */
      sameKey?: "allow" | "refuse";
      expiresAt?: (string) | null;
    };
    /**
     * @example {
     *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
     *     "direction": "source",
     *     "name": "Accounts",
     *     "createdAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    UsageEntry: {
      id: string;
      /** @enum {string} */
      direction: "source" | "destination";
      name: string;
      createdAt: string;
    };
    MoveUsage: {
      /** Format: uuid */
      to: string;
    };
    /**
     * @example {
     *     "since": "2026-11-23T00:00:00.000Z",
     *     "total": 412,
     *     "hosts": [
     *     "api.people.ai"
     *     ],
     *     "days": [
     *     {
     *       "day": "2026-11-23",
     *       "count": 400,
     *       "failed": 2
     *     },
     *     {
     *       "day": "2026-11-24",
     *       "count": 12,
     *       "failed": 0
     *     }
     *     ],
     *     "data": [
     *     {
     *       "usedBy": {
     *       "kind": "source",
     *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
     *       "name": "Accounts"
     *       },
     *       "host": "api.people.ai",
     *       "statusClass": "2xx",
     *       "count": 410,
     *       "bytesSent": 0,
     *       "bytesReceived": 1048576,
     *       "firstAt": "2026-11-23T04:00:00.000Z",
     *       "lastAt": "2026-11-24T08:00:00.000Z"
     *     },
     *     {
     *       "usedBy": {
     *       "kind": "token",
     *       "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
     *       "name": "Nightly export"
     *       },
     *       "host": "api.people.ai",
     *       "statusClass": "5xx",
     *       "count": 2,
     *       "bytesSent": 0,
     *       "bytesReceived": 96,
     *       "firstAt": "2026-11-23T04:01:00.000Z",
     *       "lastAt": "2026-11-23T04:02:00.000Z"
     *     }
     *     ]
     *   }
     */
    Receipts: {
      since: string;
      total: number;
      hosts: string[];
      days: {
        day: string;
        count: number;
        failed: number;
      }[];
      data: {
        usedBy: {
          /** @enum {string} */
          kind: "source" | "destination" | "token" | "member" | "tessera";
          id: string;
          name: string;
        };
        host: string;
        /** @enum {string} */
        statusClass: "2xx" | "3xx" | "4xx" | "5xx" | "none";
        count: number;
        bytesSent: number;
        bytesReceived: number;
        firstAt: string;
        lastAt: string;
      }[];
    };
    /**
     * @example {
     *     "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
     *     "verdict": "valid",
     *     "message": "People.ai accepted the key.",
     *     "status": 200,
     *     "latencyMs": 84,
     *     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
     *     "cause": "person",
     *     "askedBy": "Ada Lovelace",
     *     "keyVersion": 1,
     *     "testedAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    VerdictRecord: {
      id: string;
      /** @enum {string} */
      verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
      message: string;
      status: number | null;
      latencyMs: number | null;
      traceId: string | null;
      /** @enum {string} */
      cause: "person" | "token" | "schedule" | "traffic";
      askedBy: string;
      keyVersion: number;
      testedAt: string;
    };
    /**
     * @example {
     *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
     *     "direction": "source",
     *     "connector": "people-ai",
     *     "endpoint": "accounts",
     *     "settings": {},
     *     "name": "Accounts",
     *     "description": "",
     *     "credential": {
     *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *     "name": "Sales data",
     *     "environment": "production",
     *     "verdict": "valid",
     *     "testedAt": "2026-11-24T08:00:00.000Z"
     *     },
     *     "owner": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "revision": 1,
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "updatedAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    Integration: {
      id: string;
      /** @enum {string} */
      direction: "source" | "destination";
      connector: string;
      endpoint: string;
      settings: {
        [key: string]: string | number;
      };
      name: string;
      description: string;
      credential: {
        id: string;
        name: string;
        environment: string;
        /** @enum {string} */
        verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
        testedAt: string | null;
      };
      owner: {
        id: string;
        name: string;
      } | null;
      revision: number;
      createdAt: string;
      updatedAt: string;
    };
    NewIntegration: {
      /** Format: uuid */
      id?: string;
      connector: string;
      /** Format: uuid */
      credentialId: string;
      endpoint: string;
      /** @default {} */
      settings?: {
        [key: string]: unknown;
      };
      name: string;
      /** @default  */
      description?: string;
    };
    /**
     * @example {
     *     "line": 2,
     *     "status": "refused",
     *     "errors": [
     *     {
     *       "field": "subject",
     *       "message": "Send a text with something in it."
     *     }
     *     ]
     *   }
     */
    PushAnswer: components["schemas"]["PushedLine"] | components["schemas"]["PushTrailer"];
    /**
     * @example {
     *     "line": 2,
     *     "status": "refused",
     *     "errors": [
     *     {
     *       "field": "subject",
     *       "message": "Send a text with something in it."
     *     }
     *     ]
     *   }
     */
    PushedLine: {
      line: number;
      /** @enum {string} */
      status: "accepted" | "valid" | "refused" | "not_tried";
      errors?: {
        field: string;
        message: string;
      }[];
      detail?: string;
      traceId?: string;
    };
    /**
     * @example {
     *     "$tessera": {
     *     "accepted": 1,
     *     "refused": 1,
     *     "notTried": 0,
     *     "end": "complete"
     *     }
     *   }
     */
    PushTrailer: {
      $tessera: {
        accepted?: number;
        valid?: number;
        refused: number;
        notTried: number;
        /** @enum {string} */
        end: "complete" | "broken";
        problem?: {
          status: number;
          code: string;
          detail: string;
          traceId?: string;
        };
      };
    };
    /**
     * @example {
     *     "$tessera": {
     *     "cursor": null,
     *     "records": 412,
     *     "end": "complete"
     *     }
     *   }
     */
    RecordsTrailer: {
      $tessera: {
        cursor: string | null;
        records: number;
        /** @enum {string} */
        end?: "complete" | "limit" | "broken";
        problem?: {
          status: number;
          code: string;
          detail: string;
          requestId: string;
          traceId?: string;
        };
      };
    };
    /**
     * @example {
     *     "id": "people-ai",
     *     "name": "People.ai",
     *     "offers": {
     *     "source": "Read accounts, people and activities."
     *     },
     *     "environments": [
     *     {
     *       "id": "production",
     *       "label": "Production",
     *       "baseUrl": "https://api.people.ai/v0/public",
     *       "hint": "Live People.ai data."
     *     }
     *     ],
     *     "defaultEnvironment": "production",
     *     "endpoints": [
     *     {
     *       "id": "accounts",
     *       "label": "Accounts",
     *       "direction": "source",
     *       "description": "The accounts of the CRM.",
     *       "parameters": []
     *     }
     *     ]
     *   }
     */
    Connector: {
      id: string;
      name: string;
      offers: {
        source?: string;
        destination?: string;
      };
      environments: {
        id: string;
        label: string;
        baseUrl: string;
        hint: string;
      }[];
      defaultEnvironment: string;
      endpoints: {
        id: string;
        label: string;
        /** @enum {string} */
        direction: "source" | "destination";
        description: string;
        parameters: {
          name: string;
          label: string;
          /** @enum {string} */
          type: "date" | "number" | "choice" | "text";
          description: string;
          min?: number;
          max?: number;
          options?: {
            value: string;
            label: string;
          }[];
          pattern?: string;
        }[];
      }[];
    };
    /**
     * @example {
     *     "credentials": [
     *     {
     *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *       "name": "Sales data",
     *       "connector": "people-ai",
     *       "environment": "production",
     *       "verdict": "valid"
     *     }
     *     ],
     *     "integrations": [
     *     {
     *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
     *       "name": "Sales accounts",
     *       "direction": "source"
     *     }
     *     ]
     *   }
     */
    Found: {
      credentials: {
        id: string;
        name: string;
        connector: string;
        environment: string;
        /** @enum {string} */
        verdict: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
      }[];
      integrations: {
        id: string;
        name: string;
        /** @enum {string} */
        direction: "source" | "destination";
      }[];
    };
    /**
     * @example {
     *     "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
     *     "at": "2026-11-24T08:00:00.000Z",
     *     "actor": {
     *     "kind": "person",
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "action": "credential.created",
     *     "subject": {
     *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *     "name": "Sales data"
     *     },
     *     "credentialId": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
     *     "before": null,
     *     "after": {
     *     "name": "Sales data",
     *     "environment": "production"
     *     },
     *     "detail": {},
     *     "requestId": "019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0",
     *     "address": "192.0.2.7"
     *   }
     */
    ActivityEvent: {
      id: string;
      at: string;
      actor: {
        /** @enum {string} */
        kind: "person" | "token" | "tessera";
        id: string;
        name: string;
      };
      action: string;
      subject: {
        id: string;
        name: string;
      };
      credentialId: string | null;
      before: components["schemas"]["ActivityFields"] | null;
      after: components["schemas"]["ActivityFields"] | null;
      detail: components["schemas"]["ActivityFields"];
      requestId: string;
      address: string | null;
    };
    /**
     * @example {
     *     "name": "Sales data"
     *   }
     */
    ActivityFields: {
      [key: string]: string | number | boolean | null | string[];
    };
    /**
     * @example {
     *     "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
     *     "name": "Nightly load",
     *     "hint": "x9Qa",
     *     "state": "active",
     *     "scopes": [
     *     "credentials:read",
     *     "credentials:use"
     *     ],
     *     "credentials": null,
     *     "createdBy": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace",
     *     "isMember": true
     *     },
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": null,
     *     "lastUsedAt": null,
     *     "revokedAt": null
     *   }
     */
    Token: {
      id: string;
      name: string;
      hint: string;
      /** @enum {string} */
      state: "active" | "expired" | "revoked";
      scopes: ("credentials:read" | "credentials:write" | "credentials:use" | "integrations:read" | "integrations:write")[];
      credentials: {
        id: string;
        name: string;
      }[] | null;
      createdBy: {
        id: string;
        name: string;
        isMember: boolean;
      } | null;
      createdAt: string;
      expiresAt: string | null;
      lastUsedAt: string | null;
      revokedAt: string | null;
    };
    NewToken: {
      name: string;
      scopes: ("credentials:read" | "credentials:write" | "credentials:use" | "integrations:read" | "integrations:write")[];
      credentialIds?: string[] | null;
      expiresAt?: string | null;
    };
    /**
     * @example {
     *     "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
     *     "name": "Nightly load",
     *     "hint": "x9Qa",
     *     "state": "active",
     *     "scopes": [
     *     "credentials:read",
     *     "credentials:use"
     *     ],
     *     "credentials": null,
     *     "createdBy": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace",
     *     "isMember": true
     *     },
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": null,
     *     "lastUsedAt": null,
     *     "revokedAt": null,
     *     "token": "tsr_…"
     *   }
     */
    CreatedToken: {
      id: string;
      name: string;
      hint: string;
      /** @enum {string} */
      state: "active" | "expired" | "revoked";
      scopes: ("credentials:read" | "credentials:write" | "credentials:use" | "integrations:read" | "integrations:write")[];
      credentials: {
        id: string;
        name: string;
      }[] | null;
      createdBy: {
        id: string;
        name: string;
        isMember: boolean;
      } | null;
      createdAt: string;
      expiresAt: string | null;
      lastUsedAt: string | null;
      revokedAt: string | null;
      token: string;
    };
    /**
     * @example {
     *     "url": "https://hooks.example.com/tessera",
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "updatedAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    Webhook: {
      url: string;
      createdAt: string;
      updatedAt: string;
    };
    /**
     * @example {
     *     "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
     *     "event": "webhook.test",
     *     "state": "delivered",
     *     "attempts": 1,
     *     "status": 204,
     *     "failure": null,
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "deliveredAt": "2026-11-24T08:00:00.000Z",
     *     "nextTryAt": null
     *   }
     */
    Delivery: {
      id: string;
      event: string;
      /** @enum {string} */
      state: "waiting" | "delivered" | "failed";
      attempts: number;
      status: number | null;
      failure: string | null;
      createdAt: string;
      deliveredAt: string | null;
      nextTryAt: string | null;
    };
    /**
     * @example {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace",
     *     "email": "ada@example.com",
     *     "role": "owner",
     *     "joinedAt": "2026-11-24T08:00:00.000Z"
     *   }
     */
    Member: {
      id: string;
      name: string;
      email: string;
      /** @enum {string} */
      role: "viewer" | "member" | "admin" | "owner";
      joinedAt: string;
    };
    /**
     * @example {
     *     "id": "019343c6-4c19-7c72-a093-2b7d5f3e8c70",
     *     "email": "grace@example.com",
     *     "role": "member",
     *     "inviter": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": "2026-12-01T08:00:00.000Z"
     *   }
     */
    Invitation: {
      id: string;
      email: string;
      /** @enum {string} */
      role: "viewer" | "member" | "admin" | "owner";
      inviter: {
        id: string;
        name: string;
      } | null;
      createdAt: string;
      expiresAt: string;
    };
    NewInvitation: {
      email: string;
      /** @enum {string} */
      role: "viewer" | "member" | "admin" | "owner";
    };
    /**
     * @example {
     *     "id": "019343c6-4c19-7c72-a093-2b7d5f3e8c70",
     *     "email": "grace@example.com",
     *     "role": "member",
     *     "inviter": {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace"
     *     },
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": "2026-12-01T08:00:00.000Z",
     *     "link": "https://tessera.example.com/invitations/…",
     *     "mail": "sent"
     *   }
     */
    CreatedInvitation: {
      id: string;
      email: string;
      /** @enum {string} */
      role: "viewer" | "member" | "admin" | "owner";
      inviter: {
        id: string;
        name: string;
      } | null;
      createdAt: string;
      expiresAt: string;
      link: string;
      /** @enum {string} */
      mail: "sent" | "failed" | "not-configured";
    };
    /**
     * @example {
     *     "id": "019343c5-3b08-7d61-9f82-1a6c4e2d7b60",
     *     "name": "Acme",
     *     "role": "owner",
     *     "current": true
     *   }
     */
    Organization: {
      id: string;
      name: string;
      /** @enum {string} */
      role: "viewer" | "member" | "admin" | "owner";
      current: boolean;
    };
    /**
     * @example {
     *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
     *     "name": "Ada Lovelace",
     *     "email": "ada@example.com",
     *     "hasPassword": true
     *   }
     */
    Account: {
      id: string;
      name: string;
      email: string;
      hasPassword: boolean;
    };
    PasswordChange: {
      currentPassword: string;
      newPassword: string;
    };
    /**
     * @example {
     *     "id": "019343c7-5d2a-7b83-b1a4-3c8e6a4f9d80",
     *     "current": true,
     *     "device": "Firefox on Windows",
     *     "address": "192.0.2.7",
     *     "createdAt": "2026-11-24T08:00:00.000Z",
     *     "expiresAt": "2026-12-08T08:00:00.000Z"
     *   }
     */
    Session: {
      id: string;
      current: boolean;
      device: string | null;
      address: string | null;
      createdAt: string;
      expiresAt: string;
    };
    NewOwner: {
      name: string;
      email: string;
      password: string;
    };
  };
  responses: never;
  parameters: {
    /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
    Organization: string;
    /**
     * @description The `ETag` of what it is about: refused with 412 when it has changed since.
     * @example "1"
     */
    IfMatch: string;
    /**
     * @description The `ETag` of what it is about, or `*` for whichever it is: refused with 412 when it has changed since, and with 428 when it is left out.
     * @example "1"
     */
    IfMatchRequired: string;
  };
  requestBodies: never;
  headers: {
    /** @description The id of this request, by which an administrator finds it in the log. */
    RequestId: string;
    /** @description The revision, for `If-Match`. */
    ETag: string;
    /** @description The address of what was created. */
    Location: string;
    /** @description What to tell the service's support, where the service gave it. */
    TraceId: string;
    /** @description How many seconds to wait. */
    RetryAfter: number;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listCredentials: {
    parameters: {
      query?: {
        /**
         * @description Only of this service.
         * @example people-ai
         */
        connector?: string;
        /** @description Only of this Base URL of the service. */
        environment?: string;
        /** @description Only with this verdict. */
        verdict?: "untested" | "valid" | "rejected" | "limited" | "unexpected" | "unreachable" | "unreadable";
        /** @description Words to find, in the name above all. */
        query?: string;
        /** @description The id of whoever added it; `me` for one's own. */
        owner?: string;
        /** @description Whether any source or destination uses it. */
        used?: "yes" | "no";
        /** @description Only those whose key expires within 30 days, or did already. */
        expiring?: "yes";
        /** @description Only those that need somebody: the last verdict is bad, or the key expires soon or did already. */
        attention?: "yes";
        /** @description In which order. */
        sort?: "best" | "name" | "newest" | "used";
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "connector": "people-ai",
           *       "environment": "production",
           *       "name": "Sales data",
           *       "description": "Read by the nightly load.",
           *       "keyHint": "7f3a",
           *       "mosaic": "25:012012012012012",
           *       "verdict": "valid",
           *       "verdictDetail": "People.ai accepted the key.",
           *       "testedAt": "2026-11-24T08:00:00.000Z",
           *       "verdictSince": "2026-11-24T08:00:00.000Z",
           *       "unreachableAt": null,
           *       "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *       "expiresAt": "2027-11-24T23:59:59.999Z",
           *       "keyReplacedAt": null,
           *       "undoUntil": null,
           *       "revision": 1,
           *       "usedBy": {
           *       "sources": 1,
           *       "destinations": 0
           *       },
           *       "owner": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "updatedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Credential"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "connector": "people-ai",
         *     "environment": "mock",
         *     "name": "Sales data",
         *     "apiKey": "demo-valid-0123456789"
         *   }
         */
        "application/json": components["schemas"]["NewCredential"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "connector": "people-ai",
         *     "environment": "mock",
         *     "apiKey": "demo-valid-0123456789"
         *   }
         */
        "application/json": components["schemas"]["UnsavedKey"];
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "verdict": "valid",
           *     "message": "People.ai accepted the key.",
           *     "status": 200,
           *     "latencyMs": 84,
           *     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "request": {
           *     "method": "GET",
           *     "url": "https://api.people.ai/v0/public/teams?limit=1",
           *     "header": "X-API-Key"
           *     }
           *   }
           */
          "application/json": components["schemas"]["TestResult"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listDeletedCredentials: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "connector": "people-ai",
           *       "environment": "production",
           *       "name": "Sales data",
           *       "keyHint": "7f3a",
           *       "mosaic": "25:012012012012012",
           *       "owner": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "deletedBy": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "deletedAt": "2026-11-24T08:00:00.000Z",
           *       "destroyAt": "2026-12-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["DeletedCredential"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  destroyDeletedCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  editCredential: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description The `ETag` of what it is about, or `*` for whichever it is: refused with 412 when it has changed since, and with 428 when it is left out.
         * @example "1"
         */
        "If-Match": components["parameters"]["IfMatchRequired"];
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "description": "Read by the nightly load.",
         *     "expiresAt": "2040-01-31"
         *   }
         */
        "application/json": components["schemas"]["CredentialChanges"];
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  replaceKey: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The `ETag` of what it is about: refused with 412 when it has changed since.
         * @example "1"
         */
        "If-Match"?: components["parameters"]["IfMatch"];
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "apiKey": "demo-valid-0123456789-new"
         *   }
         */
        "application/json": components["schemas"]["NewKey"];
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  undoKeyReplacement: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description The `ETag` of what it is about: refused with 412 when it has changed since.
         * @example "1"
         */
        "If-Match"?: components["parameters"]["IfMatch"];
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testCredential: {
    parameters: {
      query?: {
        /** @description Only of this Base URL of the service. */
        environment?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "verdict": "valid",
           *     "message": "People.ai accepted the key.",
           *     "status": 200,
           *     "latencyMs": 84,
           *     "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "request": {
           *     "method": "GET",
           *     "url": "https://api.people.ai/v0/public/teams?limit=1",
           *     "header": "X-API-Key"
           *     }
           *   }
           */
          "application/json": components["schemas"]["SavedTestResult"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  previewRows: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "endpoint": "teams"
         *   }
         */
        "application/json": {
          endpoint: string;
          /** @default {} */
          settings?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "columns": [
           *     "id",
           *     "name"
           *     ],
           *     "rows": [
           *     [
           *       "a-1",
           *       "Acme"
           *     ]
           *     ],
           *     "total": 412,
           *     "latencyMs": 120,
           *     "request": {
           *     "method": "GET",
           *     "url": "https://api.people.ai/v0/public/accounts?limit=10",
           *     "header": "X-API-Key"
           *     }
           *   }
           */
          "application/json": components["schemas"]["SampleRows"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  duplicateCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "environment": "mock",
         *     "name": "Sales data, mock",
         *     "apiKey": "demo-valid-0123456789-copy"
         *   }
         */
        "application/json": components["schemas"]["Duplicate"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  restoreCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Sales data, restored"
         *   }
         */
        "application/json": {
          name?: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 0
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Credential"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getUsage: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *       "direction": "source",
           *       "name": "Accounts",
           *       "createdAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null,
           *     "usedBy": {
           *     "sources": 1,
           *     "destinations": 1
           *     },
           *     "lastUsedAt": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["UsageEntry"][];
            nextCursor: string | null;
            usedBy: {
              sources: number;
              destinations: number;
            };
            lastUsedAt: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  moveUsage: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "to": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c11"
         *   }
         */
        "application/json": components["schemas"]["MoveUsage"];
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "moved": 1,
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "connector": "people-ai",
           *     "environment": "production",
           *     "name": "Sales data",
           *     "description": "Read by the nightly load.",
           *     "keyHint": "7f3a",
           *     "mosaic": "25:012012012012012",
           *     "verdict": "valid",
           *     "verdictDetail": "People.ai accepted the key.",
           *     "testedAt": "2026-11-24T08:00:00.000Z",
           *     "verdictSince": "2026-11-24T08:00:00.000Z",
           *     "unreachableAt": null,
           *     "lastUsedAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2027-11-24T23:59:59.999Z",
           *     "keyReplacedAt": null,
           *     "undoUntil": null,
           *     "revision": 1,
           *     "usedBy": {
           *       "sources": 1,
           *       "destinations": 0
           *     },
           *     "owner": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *   }
           */
          "application/json": {
            moved: number;
            credential: components["schemas"]["Credential"];
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getReceipts: {
    parameters: {
      query?: {
        /**
         * @description So many days in UTC, of which today is the last.
         * @example 7
         */
        days?: number;
        /** @description Only what this source or destination used it for. */
        integration?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "since": "2026-11-23T00:00:00.000Z",
           *     "total": 412,
           *     "hosts": [
           *     "api.people.ai"
           *     ],
           *     "days": [
           *     {
           *       "day": "2026-11-23",
           *       "count": 400,
           *       "failed": 2
           *     },
           *     {
           *       "day": "2026-11-24",
           *       "count": 12,
           *       "failed": 0
           *     }
           *     ],
           *     "data": [
           *     {
           *       "usedBy": {
           *       "kind": "source",
           *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *       "name": "Accounts"
           *       },
           *       "host": "api.people.ai",
           *       "statusClass": "2xx",
           *       "count": 410,
           *       "bytesSent": 0,
           *       "bytesReceived": 1048576,
           *       "firstAt": "2026-11-23T04:00:00.000Z",
           *       "lastAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     {
           *       "usedBy": {
           *       "kind": "token",
           *       "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
           *       "name": "Nightly export"
           *       },
           *       "host": "api.people.ai",
           *       "statusClass": "5xx",
           *       "count": 2,
           *       "bytesSent": 0,
           *       "bytesReceived": 96,
           *       "firstAt": "2026-11-23T04:01:00.000Z",
           *       "lastAt": "2026-11-23T04:02:00.000Z"
           *     }
           *     ]
           *   }
           */
          "application/json": components["schemas"]["Receipts"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listVerdicts: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
           *       "verdict": "valid",
           *       "message": "People.ai accepted the key.",
           *       "status": 200,
           *       "latencyMs": 84,
           *       "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
           *       "cause": "person",
           *       "askedBy": "Ada Lovelace",
           *       "keyVersion": 1,
           *       "testedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["VerdictRecord"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getThroughCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
        /**
         * @description The rest of the address under the credential's Base URL, slashes and all; a query can follow.
         * @example teams
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What the service answered, as it is. */
      "2XX": {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          "Tessera-Trace-Id": components["headers"]["TraceId"];
          [name: string]: unknown;
        };
        content: {
          "*/*": unknown;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  putThroughCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
        /**
         * @description The rest of the address under the credential's Base URL, slashes and all; a query can follow.
         * @example activities/email
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *     "external_id": "mail-1",
         *     "from": "ada@example.com",
         *     "to": [
         *     "grace@example.com"
         *     ],
         *     "subject": "Next steps",
         *     "timestamp": 1767225600
         *   }
         */
        "*/*": unknown;
      };
    };
    responses: {
      /** @description What the service answered, as it is. */
      "2XX": {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          "Tessera-Trace-Id": components["headers"]["TraceId"];
          [name: string]: unknown;
        };
        content: {
          "*/*": unknown;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  postThroughCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
        /**
         * @description The rest of the address under the credential's Base URL, slashes and all; a query can follow.
         * @example activities/email
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *     "external_id": "mail-1",
         *     "from": "ada@example.com",
         *     "to": [
         *     "grace@example.com"
         *     ],
         *     "subject": "Next steps",
         *     "timestamp": 1767225600
         *   }
         */
        "*/*": unknown;
      };
    };
    responses: {
      /** @description What the service answered, as it is. */
      "2XX": {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          "Tessera-Trace-Id": components["headers"]["TraceId"];
          [name: string]: unknown;
        };
        content: {
          "*/*": unknown;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteThroughCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
        /**
         * @description The rest of the address under the credential's Base URL, slashes and all; a query can follow.
         * @example activities/email
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What the service answered, as it is. */
      "2XX": {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          "Tessera-Trace-Id": components["headers"]["TraceId"];
          [name: string]: unknown;
        };
        content: {
          "*/*": unknown;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  patchThroughCredential: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10
         */
        id: string;
        /**
         * @description The rest of the address under the credential's Base URL, slashes and all; a query can follow.
         * @example activities/email
         */
        path: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *     "external_id": "mail-1",
         *     "from": "ada@example.com",
         *     "to": [
         *     "grace@example.com"
         *     ],
         *     "subject": "Next steps",
         *     "timestamp": 1767225600
         *   }
         */
        "*/*": unknown;
      };
    };
    responses: {
      /** @description What the service answered, as it is. */
      "2XX": {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          "Tessera-Trace-Id": components["headers"]["TraceId"];
          [name: string]: unknown;
        };
        content: {
          "*/*": unknown;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listSources: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *       "direction": "source",
           *       "connector": "people-ai",
           *       "endpoint": "accounts",
           *       "settings": {},
           *       "name": "Accounts",
           *       "description": "",
           *       "credential": {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "name": "Sales data",
           *       "environment": "production",
           *       "verdict": "valid",
           *       "testedAt": "2026-11-24T08:00:00.000Z"
           *       },
           *       "owner": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "revision": 1,
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "updatedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Integration"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createSource: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "connector": "people-ai",
         *     "credentialId": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
         *     "endpoint": "accounts",
         *     "name": "Nightly accounts"
         *   }
         */
        "application/json": components["schemas"]["NewIntegration"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getSource: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-0b8f-7a44-8d02-6c1e5f7a9b20
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteSource: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-0b8f-7a44-8d02-6c1e5f7a9b20
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  editSource: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description The `ETag` of what it is about, or `*` for whichever it is: refused with 412 when it has changed since, and with 428 when it is left out.
         * @example "1"
         */
        "If-Match": components["parameters"]["IfMatchRequired"];
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-0b8f-7a44-8d02-6c1e5f7a9b20
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "description": "Read by the nightly load."
         *   }
         */
        "application/json": {
          name?: string;
          description?: string;
          /** Format: uuid */
          credentialId?: string;
          settings?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listDestinations: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *       "direction": "source",
           *       "connector": "people-ai",
           *       "endpoint": "accounts",
           *       "settings": {},
           *       "name": "Accounts",
           *       "description": "",
           *       "credential": {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "name": "Sales data",
           *       "environment": "production",
           *       "verdict": "valid",
           *       "testedAt": "2026-11-24T08:00:00.000Z"
           *       },
           *       "owner": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "revision": 1,
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "updatedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Integration"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createDestination: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "connector": "people-ai",
         *     "credentialId": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
         *     "endpoint": "email-activities",
         *     "name": "Nightly email-activities"
         *   }
         */
        "application/json": components["schemas"]["NewIntegration"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getDestination: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-5e31-7b19-a6f4-0d8b3c2e1f30
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteDestination: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-5e31-7b19-a6f4-0d8b3c2e1f30
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  editDestination: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description The `ETag` of what it is about, or `*` for whichever it is: refused with 412 when it has changed since, and with 428 when it is left out.
         * @example "1"
         */
        "If-Match": components["parameters"]["IfMatchRequired"];
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-5e31-7b19-a6f4-0d8b3c2e1f30
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "description": "Read by the nightly load."
         *   }
         */
        "application/json": {
          name?: string;
          description?: string;
          /** Format: uuid */
          credentialId?: string;
          settings?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          ETag: components["headers"]["ETag"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *     "direction": "source",
           *     "connector": "people-ai",
           *     "endpoint": "accounts",
           *     "settings": {},
           *     "name": "Accounts",
           *     "description": "",
           *     "credential": {
           *     "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *     "name": "Sales data",
           *     "environment": "production",
           *     "verdict": "valid",
           *     "testedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "owner": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "revision": 1,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  pushRecords: {
    parameters: {
      query?: {
        /**
         * @description Whether the records are only checked: no key is opened, and nothing is sent.
         * @example true
         */
        dryRun?: "true" | "false";
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-5e31-7b19-a6f4-0d8b3c2e1f30
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /** @example {"external_id":"mail-1","from":"ada@example.com","to":["grace@example.com"],"subject":"Next steps","timestamp":1767225600} */
        "application/x-ndjson": string;
      };
    };
    responses: {
      /** @description JSON Lines: one of `x-line-schema` a line. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /** @example {"line":2,"status":"refused","errors":[{"field":"subject","message":"Send a text with something in it."}]} */
          "application/x-ndjson": string;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  readRecords: {
    parameters: {
      query?: {
        /** @description A day: only what the service took in on it or later. Where the service cannot tell, it is refused. */
        since?: string;
        /**
         * @description How many records at most; all of them without it.
         * @example 10
         */
        limit?: number;
        /** @description Of a line of Tessera's in an earlier answer: where to go on. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-0b8f-7a44-8d02-6c1e5f7a9b20
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description JSON Lines: one of `x-line-schema` a line. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /** @example {"$tessera":{"cursor":null,"records":412,"end":"complete"}} */
          "application/x-ndjson": string;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  previewSource: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c2-0b8f-7a44-8d02-6c1e5f7a9b20
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "columns": [
           *     "id",
           *     "name"
           *     ],
           *     "rows": [
           *     [
           *       "a-1",
           *       "Acme"
           *     ]
           *     ],
           *     "total": 412,
           *     "latencyMs": 120,
           *     "request": {
           *     "method": "GET",
           *     "url": "https://api.people.ai/v0/public/accounts?limit=10",
           *     "header": "X-API-Key"
           *     }
           *   }
           */
          "application/json": components["schemas"]["SampleRows"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listConnectors: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "people-ai",
           *       "name": "People.ai",
           *       "offers": {
           *       "source": "Read accounts, people and activities."
           *       },
           *       "environments": [
           *       {
           *         "id": "production",
           *         "label": "Production",
           *         "baseUrl": "https://api.people.ai/v0/public",
           *         "hint": "Live People.ai data."
           *       }
           *       ],
           *       "defaultEnvironment": "production",
           *       "endpoints": [
           *       {
           *         "id": "accounts",
           *         "label": "Accounts",
           *         "direction": "source",
           *         "description": "The accounts of the CRM.",
           *         "parameters": []
           *       }
           *       ]
           *     }
           *     ]
           *   }
           */
          "application/json": {
            data: components["schemas"]["Connector"][];
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  search: {
    parameters: {
      query?: {
        /**
         * @description Words to find, in the name above all.
         * @example sales
         */
        query?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "credentials": [
           *     {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "name": "Sales data",
           *       "connector": "people-ai",
           *       "environment": "production",
           *       "verdict": "valid"
           *     }
           *     ],
           *     "integrations": [
           *     {
           *       "id": "019343c2-0b8f-7a44-8d02-6c1e5f7a9b20",
           *       "name": "Sales accounts",
           *       "direction": "source"
           *     }
           *     ]
           *   }
           */
          "application/json": components["schemas"]["Found"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listActivity: {
    parameters: {
      query?: {
        /** @description Only what this person or this token did. */
        actorId?: string;
        /** @description Only what is about this credential. */
        credentialId?: string;
        /**
         * @description Only what is called so.
         * @example credential.created
         */
        action?: "credential.created" | "credential.edited" | "credential.moved" | "credential.tested" | "credential.judged" | "credential.previewed" | "credential.tried_elsewhere" | "credential.key_replaced" | "credential.key_restored" | "credential.key_destroyed" | "credential.deleted" | "credential.restored" | "credential.destroyed" | "credential.users_moved" | "source.created" | "source.updated" | "source.deleted" | "destination.created" | "destination.updated" | "destination.deleted" | "organization.created" | "organization.renamed" | "invitation.created" | "invitation.revoked" | "member.joined" | "member.role_changed" | "member.removed" | "member.left" | "ownership.transferred" | "token.created" | "token.revoked" | "webhook.changed" | "webhook.secret_replaced" | "webhook.removed" | "account.renamed" | "account.password_changed" | "account.sessions_ended" | "account.signed_in" | "account.signed_out" | "account.two_factor_on" | "account.two_factor_off" | "account.recovery_codes_renewed" | "account.recovery_code_used" | "account.passkey_added" | "account.passkey_removed" | "account.provider_linked" | "data_key.created";
        /** @description This moment and later. */
        from?: string;
        /** @description Before this moment. */
        to?: string;
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
           *       "at": "2026-11-24T08:00:00.000Z",
           *       "actor": {
           *       "kind": "person",
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "action": "credential.created",
           *       "subject": {
           *       "id": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "name": "Sales data"
           *       },
           *       "credentialId": "019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10",
           *       "before": null,
           *       "after": {
           *       "name": "Sales data",
           *       "environment": "production"
           *       },
           *       "detail": {},
           *       "requestId": "019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0",
           *       "address": "192.0.2.7"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["ActivityEvent"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportActivity: {
    parameters: {
      query?: {
        /** @description Only what this person or this token did. */
        actorId?: string;
        /** @description Only what is about this credential. */
        credentialId?: string;
        /** @description Only what is called so. */
        action?: "credential.created" | "credential.edited" | "credential.moved" | "credential.tested" | "credential.judged" | "credential.previewed" | "credential.tried_elsewhere" | "credential.key_replaced" | "credential.key_restored" | "credential.key_destroyed" | "credential.deleted" | "credential.restored" | "credential.destroyed" | "credential.users_moved" | "source.created" | "source.updated" | "source.deleted" | "destination.created" | "destination.updated" | "destination.deleted" | "organization.created" | "organization.renamed" | "invitation.created" | "invitation.revoked" | "member.joined" | "member.role_changed" | "member.removed" | "member.left" | "ownership.transferred" | "token.created" | "token.revoked" | "webhook.changed" | "webhook.secret_replaced" | "webhook.removed" | "account.renamed" | "account.password_changed" | "account.sessions_ended" | "account.signed_in" | "account.signed_out" | "account.two_factor_on" | "account.two_factor_off" | "account.recovery_codes_renewed" | "account.recovery_code_used" | "account.passkey_added" | "account.passkey_removed" | "account.provider_linked" | "data_key.created";
        /**
         * @description This moment and later.
         * @example 2026-01-01T00:00:00Z
         */
        from?: string;
        /** @description Before this moment. */
        to?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description JSON Lines: one of `x-line-schema` a line. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /** @example {"id":"019343c8-6e3b-7a94-82b5-4d9f7b5a0e90","at":"2026-11-24T08:00:00.000Z","actor":{"kind":"person","id":"019343c4-2a97-7f06-8c3b-5b7d1e9f0a50","name":"Ada Lovelace"},"action":"credential.created","subject":{"id":"019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10","name":"Sales data"},"credentialId":"019343c1-7d2a-7c3e-9b51-2f6a0d4e8c10","before":null,"after":{"name":"Sales data","environment":"production"},"detail":{},"requestId":"019343c9-7f4c-7ba5-93c6-5ea08c6b1fa0","address":"192.0.2.7"} */
          "application/x-ndjson": string;
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listTokens: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
           *       "name": "Nightly load",
           *       "hint": "x9Qa",
           *       "state": "active",
           *       "scopes": [
           *       "credentials:read",
           *       "credentials:use"
           *       ],
           *       "credentials": null,
           *       "createdBy": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace",
           *       "isMember": true
           *       },
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "expiresAt": null,
           *       "lastUsedAt": null,
           *       "revokedAt": null
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Token"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createToken: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Nightly load",
         *     "scopes": [
         *     "credentials:read",
         *     "credentials:use"
         *     ],
         *     "expiresAt": null
         *   }
         */
        "application/json": components["schemas"]["NewToken"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40",
           *     "name": "Nightly load",
           *     "hint": "x9Qa",
           *     "state": "active",
           *     "scopes": [
           *     "credentials:read",
           *     "credentials:use"
           *     ],
           *     "credentials": null,
           *     "createdBy": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace",
           *     "isMember": true
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": null,
           *     "lastUsedAt": null,
           *     "revokedAt": null,
           *     "token": "tsr_…"
           *   }
           */
          "application/json": components["schemas"]["CreatedToken"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeToken: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c3-1c6d-7e58-b0a7-9e4f2d6c8b40
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "webhook": {
           *     "url": "https://hooks.example.com/tessera",
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *   }
           */
          "application/json": {
            webhook: components["schemas"]["Webhook"] | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  setWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "url": "https://hooks.invalid/tessera"
         *   }
         */
        "application/json": {
          url: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "webhook": {
           *     "url": "https://hooks.example.com/tessera",
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "secret": null
           *   }
           */
          "application/json": {
            webhook: components["schemas"]["Webhook"];
            secret: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  removeWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listDeliveries: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
           *       "event": "webhook.test",
           *       "state": "delivered",
           *       "attempts": 1,
           *       "status": 204,
           *       "failure": null,
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "deliveredAt": "2026-11-24T08:00:00.000Z",
           *       "nextTryAt": null
           *     }
           *     ]
           *   }
           */
          "application/json": {
            data: components["schemas"]["Delivery"][];
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  replaceWebhookSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "webhook": {
           *     "url": "https://hooks.example.com/tessera",
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "updatedAt": "2026-11-24T08:00:00.000Z"
           *     },
           *     "secret": null
           *   }
           */
          "application/json": {
            webhook: components["schemas"]["Webhook"];
            secret: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c8-6e3b-7a94-82b5-4d9f7b5a0e90",
           *     "event": "webhook.test",
           *     "state": "delivered",
           *     "attempts": 1,
           *     "status": 204,
           *     "failure": null,
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "deliveredAt": "2026-11-24T08:00:00.000Z",
           *     "nextTryAt": null
           *   }
           */
          "application/json": components["schemas"]["Delivery"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listMembers: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace",
           *       "email": "ada@example.com",
           *       "role": "owner",
           *       "joinedAt": "2026-11-24T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Member"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c4-2a97-7f06-8c3b-5b7d1e9f0a50
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  changeRole: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c4-2a97-7f06-8c3b-5b7d1e9f0a50
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "role": "viewer"
         *   }
         */
        "application/json": {
          /** @enum {string} */
          role: "viewer" | "member" | "admin" | "owner";
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace",
           *     "email": "ada@example.com",
           *     "role": "owner",
           *     "joinedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Member"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  transferOwnership: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c4-2a97-7f06-8c3b-5b7d1e9f0a50
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace",
           *     "email": "ada@example.com",
           *     "role": "owner",
           *     "joinedAt": "2026-11-24T08:00:00.000Z"
           *   }
           */
          "application/json": components["schemas"]["Member"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listInvitations: {
    parameters: {
      query?: {
        /**
         * @description How many at most.
         * @example 10
         */
        limit?: number;
        /** @description `nextCursor` of the page before, with the same sort. */
        cursor?: string;
      };
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c6-4c19-7c72-a093-2b7d5f3e8c70",
           *       "email": "grace@example.com",
           *       "role": "member",
           *       "inviter": {
           *       "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *       "name": "Ada Lovelace"
           *       },
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "expiresAt": "2026-12-01T08:00:00.000Z"
           *     }
           *     ],
           *     "nextCursor": null
           *   }
           */
          "application/json": {
            data: components["schemas"]["Invitation"][];
            nextCursor: string | null;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  inviteMember: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "email": "grace@example.com",
         *     "role": "member"
         *   }
         */
        "application/json": components["schemas"]["NewInvitation"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c6-4c19-7c72-a093-2b7d5f3e8c70",
           *     "email": "grace@example.com",
           *     "role": "member",
           *     "inviter": {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace"
           *     },
           *     "createdAt": "2026-11-24T08:00:00.000Z",
           *     "expiresAt": "2026-12-01T08:00:00.000Z",
           *     "link": "https://tessera.example.com/invitations/…",
           *     "mail": "sent"
           *   }
           */
          "application/json": components["schemas"]["CreatedInvitation"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  withdrawInvitation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c6-4c19-7c72-a093-2b7d5f3e8c70
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acceptInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
         *   }
         */
        "application/json": {
          token: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "organizationId": "…"
           *   }
           */
          "application/json": {
            organizationId: string;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  registerMember: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
         *     "name": "Grace Hopper",
         *     "password": "tidy moss over granite"
         *   }
         */
        "application/json": {
          name: string;
          password: string;
          token: string;
        };
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "userId": "…"
           *   }
           */
          "application/json": {
            userId: string;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listOrganizations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c5-3b08-7d61-9f82-1a6c4e2d7b60",
           *       "name": "Acme",
           *       "role": "owner",
           *       "current": true
           *     }
           *     ]
           *   }
           */
          "application/json": {
            data: components["schemas"]["Organization"][];
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Acme"
         *   }
         */
        "application/json": {
          name: string;
        };
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          Location: components["headers"]["Location"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c5-3b08-7d61-9f82-1a6c4e2d7b60",
           *     "name": "Acme",
           *     "role": "owner",
           *     "current": true
           *   }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  renameOrganization: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c5-3b08-7d61-9f82-1a6c4e2d7b60
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Acme"
         *   }
         */
        "application/json": {
          name: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c5-3b08-7d61-9f82-1a6c4e2d7b60",
           *     "name": "Acme",
           *     "role": "owner",
           *     "current": true
           *   }
           */
          "application/json": components["schemas"]["Organization"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  selectOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c5-3b08-7d61-9f82-1a6c4e2d7b60
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace",
           *     "email": "ada@example.com",
           *     "hasPassword": true
           *   }
           */
          "application/json": components["schemas"]["Account"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  changeAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Ada Lovelace"
         *   }
         */
        "application/json": {
          name: string;
        };
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "id": "019343c4-2a97-7f06-8c3b-5b7d1e9f0a50",
           *     "name": "Ada Lovelace",
           *     "email": "ada@example.com",
           *     "hasPassword": true
           *   }
           */
          "application/json": components["schemas"]["Account"];
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "currentPassword": "correct horse battery staple",
         *     "newPassword": "tidy moss over granite"
         *   }
         */
        "application/json": components["schemas"]["PasswordChange"];
      };
    };
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "sessionsEnded": 1
           *   }
           */
          "application/json": {
            sessionsEnded: number;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "data": [
           *     {
           *       "id": "019343c7-5d2a-7b83-b1a4-3c8e6a4f9d80",
           *       "current": true,
           *       "device": "Firefox on Windows",
           *       "address": "192.0.2.7",
           *       "createdAt": "2026-11-24T08:00:00.000Z",
           *       "expiresAt": "2026-12-08T08:00:00.000Z"
           *     }
           *     ],
           *     "total": 1
           *   }
           */
          "application/json": {
            data: components["schemas"]["Session"][];
            total: number;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  endOtherSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "sessionsEnded": 1
           *   }
           */
          "application/json": {
            sessionsEnded: number;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  endSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The id of what it is about.
         * @example 019343c7-5d2a-7b83-b1a4-3c8e6a4f9d80
         */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createOwner: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *     "name": "Ada Lovelace",
         *     "email": "ada@example.com",
         *     "password": "tidy moss over granite"
         *   }
         */
        "application/json": components["schemas"]["NewOwner"];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "userId": "…"
           *   }
           */
          "application/json": {
            userId: string;
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getOpenApiDocument: {
    parameters: {
      query?: never;
      header?: {
        /** @description The organization that whoever asks believes to be in: refused with 409 `other_organization` when it is another one. */
        "Tessera-Organization"?: components["parameters"]["Organization"];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was asked for. */
      200: {
        headers: {
          "Tessera-Request-Id": components["headers"]["RequestId"];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *     "openapi": "3.1.0",
           *     "info": {
           *     "title": "…",
           *     "version": "…"
           *     },
           *     "servers": [
           *     {
           *       "url": "…"
           *     }
           *     ],
           *     "tags": [
           *     {
           *       "name": "…",
           *       "description": "…"
           *     }
           *     ],
           *     "paths": {},
           *     "components": {}
           *   }
           */
          "application/json": {
            /** @constant */
            openapi: "3.1.0";
            info: {
              title: string;
              version: string;
            } & {
              [key: string]: unknown;
            };
            servers: ({
              url: string;
            } & {
              [key: string]: unknown;
            })[];
            tags: {
              name: string;
              description: string;
            }[];
            paths: {
              [key: string]: {
                [key: string]: unknown;
              };
            };
            components: {
              [key: string]: unknown;
            };
          };
        };
      };
      /** @description Refused, or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}
