import type { Route } from '../http';

export const workspaceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/v1/workspace/get',
    handle: (_request, { identity }) => ({
      content: {
        uuid: identity.workspaceUuid,
        name: identity.workspaceName,
        token: identity.token,
        cliToken: identity.token,
        language: identity.language,
        timezone: 'Asia/Shanghai',
        // Events and objects are kept for ever.
        durationSet: { keyevent: '-1', custom_object: '-1', metric: '14d' },
        loggingCutSize: 10_240,
        createAt: identity.createdAt,
        updateAt: identity.createdAt,
        deleteAt: -1,
        status: 0,
        versionType: 'local',
      },
    }),
  },
  {
    method: 'GET',
    path: '/api/v1/workspace/accesskey/list',
    handle: ({ query }, { identity }) => {
      const item = {
        uuid: identity.apiKeyId,
        ak: identity.apiKeyId,
        sk: identity.apiKey,
        name: 'local',
        status: 0,
        workspaceUUID: identity.workspaceUuid,
        creatorInfo: { name: 'local', username: 'local' },
        createAt: identity.createdAt,
        deleteAt: -1,
      };
      return { content: item.name.includes(query.get('search') ?? '') ? [item] : [] };
    },
  },
  {
    method: 'GET',
    path: '/api/v1/validate',
    handle: (_request, { identity }) => ({ content: { uuid: identity.workspaceUuid, name: identity.workspaceName } }),
  },
];
