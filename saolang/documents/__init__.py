"""Turn prepared content into DOCX and PDF; knows no OCOP word."""
