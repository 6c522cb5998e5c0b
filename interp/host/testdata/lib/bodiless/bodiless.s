// The file lets functions without a body pass the compiler.
