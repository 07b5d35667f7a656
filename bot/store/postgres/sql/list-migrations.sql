SELECT number, name FROM migrations ORDER BY number;
