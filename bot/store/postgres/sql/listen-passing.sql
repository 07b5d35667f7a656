LISTEN madoguchi_passing;
