"""What is known: tables with their rules, the database, the catalogue, the importer."""
