package dev.tarn.kv.partiql;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/**
 * The words that are no names unless quoted: those SQL-92 reserves and those PartiQL adds, without
 * the parts of a date, which stay names ({@code year} is a favourite key).
 */
final class Keywords {
  private static final ImmutableSet<String> WORDS =
      ImmutableSet.copyOf(
          Splitter.on(' ')
              .split(
                  "ABSOLUTE ACTION ADD ALL ALLOCATE ALTER AND ANY ARE AS ASC ASSERTION AT"
                      + " AUTHORIZATION AVG BEGIN BETWEEN BIT BIT_LENGTH BOTH BY CASCADE CASCADED"
                      + " CASE CAST CATALOG CHAR CHARACTER CHARACTER_LENGTH CHAR_LENGTH CHECK CLOSE"
                      + " COALESCE COLLATE COLLATION COLUMN COMMIT CONNECT CONNECTION CONSTRAINT"
                      + " CONSTRAINTS CONTINUE CONVERT CORRESPONDING COUNT CREATE CROSS CURRENT"
                      + " CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATE"
                      + " DEALLOCATE DEC DECIMAL DECLARE DEFAULT DEFERRABLE DEFERRED DELETE DESC"
                      + " DESCRIBE DESCRIPTOR DIAGNOSTICS DISCONNECT DISTINCT DOMAIN DOUBLE DROP"
                      + " ELSE END ESCAPE EXCEPT EXCEPTION EXEC EXECUTE EXISTS EXTERNAL"
                      + " EXTRACT FALSE FETCH FIRST FLOAT FOR FOREIGN FOUND FROM FULL GET GLOBAL GO"
                      + " GOTO GRANT GROUP HAVING IDENTITY IMMEDIATE IN INDICATOR INITIALLY INNER"
                      + " INPUT INSENSITIVE INSERT INT INTEGER INTERSECT INTERVAL INTO IS ISOLATION"
                      + " JOIN KEY LANGUAGE LAST LEADING LEFT LEVEL LIKE LIMIT LOCAL LOWER MATCH"
                      + " MAX MIN MISSING MODIFIED MODULE NAMES NATIONAL NATURAL NCHAR NEW NEXT NO"
                      + " NOT NULL NULLIF NUMERIC OCTET_LENGTH OF OLD ON ONLY OPEN OPTION OR ORDER"
                      + " OUTER OUTPUT OVERLAPS PAD PARTIAL PIVOT POSITION PRECISION PREPARE"
                      + " PRESERVE PRIMARY PRIOR PRIVILEGES PROCEDURE PUBLIC READ REAL REFERENCES"
                      + " RELATIVE REMOVE RESTRICT RETURNING REVOKE RIGHT ROLLBACK ROWS SCHEMA"
                      + " SCROLL SECTION SELECT SESSION SESSION_USER SET SMALLINT SOME SPACE SQL"
                      + " SQLCODE SQLERROR SQLSTATE SUBSTRING SUM SYSTEM_USER TABLE TEMPORARY THEN"
                      + " TIME TIMESTAMP TO TRAILING TRANSACTION TRANSLATE TRANSLATION TRIM TRUE"
                      + " UNION UNIQUE UNKNOWN UNPIVOT UPDATE UPPER USAGE USER USING VALUE VALUES"
                      + " VARCHAR VARYING VIEW WHEN WHENEVER WHERE WITH WORK WRITE ZONE"));

  private Keywords() {}

  /** Whether a word is one of them, in whatever case it is written. */
  static boolean contains(String word) {
    return WORDS.contains(Ascii.toUpperCase(word));
  }
}
