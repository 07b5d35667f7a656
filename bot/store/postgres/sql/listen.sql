LISTEN madoguchi_changes;
