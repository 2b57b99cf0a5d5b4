namespace vitrine::schema {}
