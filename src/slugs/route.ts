/**
 * `GET <path>/slug/:slug`: whoever may read one entry may read it by its slug.
 *
 * @param path the content type's path, such as `/materials`
 * @param uid the content type, such as `api::material.material`
 */
export const slugRoute = (path: string, uid: string) => {
  const controller = uid.split('.').at(-1) ?? uid;
  return {
    routes: [
      {
        method: 'GET',
        path: `${path}/slug/:slug`,
        handler: `${controller}.findBySlug`,
        config: { auth: { scope: [`${uid}.findOne`] } },
      },
    ],
  };
};
